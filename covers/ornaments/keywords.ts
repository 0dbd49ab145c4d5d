import type { EmblemName } from "./emblems.ts";

/** Words of a title that call an emblem, in English and, for other languages, in German, French, Spanish and Italian. */
type Call = readonly [emblem: EmblemName, english: string, elsewhere?: string];

/** The first that matches wins. A word matches where it begins; `\b` says where it must end, too. */
const CALLS: readonly Call[] = [
  ["moon", "moon|lunar|midnight|twilight|night\\b|nights", "mond|nacht|lune|nuit|luna|noche|notte"],
  ["sun", "suns?\\b|sunrise|summer|days?\\b|dawn|noon", "sonne|soleil|sol\\b|sole\\b|tag\\b|jour\\b"],
  ["raven", "ravens?\\b|crows?\\b|jackdaw", "rabe|corbeau|cuervo"],
  ["bird", "bird|sparrow|mocking|nightingale|swan|eagle|owls?\\b|hawk|wren\\b|goose", "vogel|oiseau|pájaro|uccello"],
  ["fish", "fish|salmon\\b|trout", "fisch|poisson|pesce|pez\\b"],
  ["whale", "whale|moby|leviathan|dolphin", "wal\\b|baleine|ballena"],
  ["wolf", "wolf|wolves|hound", "wölfe|loup|lobo|lupo"],
  ["dog", "dogs?\\b|puppy|terrier", "hund|chien|perro|cane\\b"],
  ["cat", "cats?\\b|kitten", "katze|chat\\b|gatto|gato\\b"],
  ["horse", "horse|stallion|pony|mare\\b", "pferd|cheval|caballo|cavall"],
  ["rabbit", "rabbit|bunny|hares?\\b|velveteen|watership", "hase|kaninchen|lapin|conejo"],
  ["bee", "bees?\\b|honey|hive", "biene|abeille|abeja"],
  ["butterfly", "butterfl|moths?\\b|metamorph|caterpillar", "papillon|schmetterling|mariposa|farfalla"],
  ["snake", "snake|serpent|viper|python|dragon", "schlange|drache|serpiente"],
  ["skull", "dead\\b|deadly|deathly|death|skull|corpse|bones?\\b|grave\\b|graves", "tod\\b|tote|mort\\b|muerte|morte"],
  ["crown", "kings?\\b|queen|crown|prince\\b|princess|throne|royal|empire|emperor", "könig|roi\\b|rey\\b|reina|prinz"],
  ["sword", "sword|blade|knight|warrior|wars?\\b|battle", "krieg|guerre|guerra|schwert|épée"],
  ["knife", "knife|assassin|stab|razor|murder|kill", "mord\\b|meurtre|asesin"],
  ["gun", "guns?\\b|bullet|shot\\b|sniper", "pistole|fusil"],
  ["flame", "fire|flame|burn|fever|inferno|ember|451", "feuer|feu\\b|fuego|fuoco"],
  ["drop", "blood|bleed|water\\b|waters|rain\\b|rains|tears?\\b", "blut|wasser|regen|sang\\b|sangre|pluie"],
  ["key", "keys?\\b|secret|locked|lock\\b", "geheim|schlüssel|clef|llave"],
  ["keyhole", "mystery|mysterious|hidden|behind|private|room\\b"],
  ["eye", "eyes?\\b|see\\b|seen\\b|blind|watch|1984|vision|looking", "auge|œil|ojos?\\b|occhi"],
  ["house", "house|home\\b|cottage|cabin\\b|inn\\b", "haus\\b|häuser|maison|casa\\b"],
  ["window", "window|church|cathedral|chapel|pillars|monk|abbey", "fenster|kirche|fenêtre|ventana"],
  ["door", "doors?\\b|gates?\\b|closet|wardrobe", "tür\\b|porte\\b|puerta"],
  ["clock", "time\\b|clock|hours?\\b|minute|years\\b", "zeit\\b|temps\\b|tiempo|stunde"],
  ["hourglass", "end\\b|last\\b|eternity|forever|solitude|century|ending", "ewig|siècle|soledad|letzte"],
  ["rose", "roses?\\b|petal|garden|thorn", "rosen?\\b|rosas?\\b|jardin|garten"],
  ["tulip", "flower|lily\\b|lilies|tulip|daisy|bloom|spring\\b", "blume|fleur|flor\\b|flores"],
  ["heart", "love|heart|kiss|valentine", "liebe|herz|amour|amor\\b|cœur|corazón|kuss"],
  ["apple", "apple|eden\\b|orchard|fruit", "apfel|pomme|manzana"],
  ["pear", "pears?\\b|peach|figs?\\b", "birne|poire"],
  ["lemon", "lemon|orange\\b|oranges|citrus", "zitrone|citron|limón"],
  ["leaf", "leaf\\b|leaves|autumn|grass", "blatt|feuille|hoja"],
  ["pines", "forest|woods?\\b|pines?\\b|wild\\b|wilderness", "wald|wälder|forêt|bosque"],
  ["tree", "trees?\\b|oak\\b|roots?\\b|branch", "baum|bäume|arbre|árbol"],
  [
    "mountain",
    "mountain|hills?\\b|peak|everest|alps\\b|thin air|kilimanjaro",
    "berg\\b|berge|zauberberg|montagne|montaña",
  ],
  [
    "boat",
    "boats?\\b|ship\\b|ships|sail|voyage|odyssey|treasure|island|pirate",
    "schiff|insel|bateau|barco|île\\b|isla\\b",
  ],
  ["wave", "seas?\\b|ocean|waves?\\b|tide|lake\\b|river|beach|shore|gulf", "meer\\b|see\\b|mer\\b|mar\\b|welle|strand"],
  ["anchor", "anchor|harbou?r|port\\b", "hafen|puerto"],
  [
    "planet",
    "planet|space|galaxy|universe|mars\\b|martian|hitchhiker|dune\\b|worlds?\\b|cosmos",
    "welt|monde|mundo|mondo",
  ],
  ["star", "stars?\\b|hollywood|fame\\b", "stern|étoile|estrella|stella"],
  ["comet", "comet|sky\\b|skies|heaven|wish", "himmel|ciel\\b|cielo"],
  ["rocket", "rocket|astronaut|apollo"],
  ["hat", "hats?\\b|magic|wizard|witch|detective|sherlock|holmes|potter", "hexe|zauber|hut\\b|sorcier"],
  ["glass", "search|clue|case\\b|investigat|discover", "suche\\b|recherche"],
  ["mask", "mask|phantom|opera\\b|masquerade|stranger|lies\\b|vampire", "maske|fremde|étranger"],
  ["book", "books?\\b|story|stories|library|novel\\b|tales?\\b", "buch\\b|bücher|livre|libro|geschichte"],
  ["letter", "letters?\\b|mail\\b|dear\\b|post\\b", "briefe?\\b|lettre|carta\\b"],
  ["quill", "poem|diary|writing|writer|confession|memoir|journal", "tagebuch|gedicht"],
  ["cup", "coffee|teas?\\b|café|cup\\b", "kaffee|tasse"],
  ["fork", "eat\\b|eats|food|dinner|breakfast|kitchen|supper|taste|cook", "küche|essen\\b|cuisine|cocina"],
  ["pot", "soup|recipe|chocolate|charlie and|julie and|potion", "rezept|suppe|chocolat"],
  ["egg", "eggs?\\b|chicken|hatch"],
  ["train", "trains?\\b|station|express\\b|railway|polar", "zug\\b|bahn"],
  ["balloon", "balloon|flight|fly\\b|flying|air\\b|eighty days|wind\\b|winds", "flug|vent\\b|viento"],
  ["globe", "earth\\b|global|atlas|america|nations?\\b", "erde\\b|terre\\b|tierra"],
  [
    "compass",
    "north|south|west\\b|travels?\\b|journey|lost\\b|road|path\\b|map\\b|compass",
    "reise|weg\\b|voyage|viaje",
  ],
  ["pawn", "chess|gambit|pawn|strategy|art of war", "schach"],
  ["dice", "games?\\b|luck|chance|blink|dice|casino|bet\\b", "spiel|juego|hasard"],
  ["helix", "genes?\\b|genetic|dna\\b|blueprint|species|origin"],
  ["atom", "atom|quantum|physics|bomb", "physik"],
  ["flask", "science\\b|chem|experiment|jekyll|frankenstein", "wissenschaft"],
  ["hand", "hands?\\b|handmaid|touch|finger|holding", "hände|main\\b|mano\\b"],
  ["chain", "slave|chains?\\b|prison|cage\\b|shawshank|beloved", "gefängnis|kette"],
  ["ladder", "ladder|success|rich\\b|climb|habits|power\\b"],
  ["maze", "maze|labyrinth|trials?\\b|catch\\b|runner", "prozess|procès"],
  ["umbrella", "umbrella|storm|poppins|hurricane", "sturm|tempête"],
  ["note", "music|songs?\\b|sing\\b|piano|jazz|dance|symphony|high fidelity", "musik|lied\\b|canción"],
  [
    "candle",
    "lights?\\b|candle|shadow|dark\\b|darkness|ghost|shining|carol\\b|christmas",
    "licht|schatten|lumière|sombra",
  ],
  ["feather", "angel|wings?\\b|feather|falling|lovely", "engel|flügel"],
  ["chair", "chair|waiting|office\\b|firm\\b|cuckoo", "stuhl|chaise"],
  ["column", "rome\\b|roman\\b|greek|iliad|history|republic|caesar|athens|gods?\\b", "götter|dieux"],
  ["spiral", "mind\\b|dream|memory|thinking|psycholog|madness|idiot\\b|crazy", "traum|rêve|sueño"],
  ["mushroom", "alice\\b|wonderland|mushroom|fairy|hobbit"],
];

const matcher = (...words: string[]) => new RegExp(`(?<!\\p{L})(?:${words.join("|")})`, "iu");
const english = CALLS.map(([emblem, words]) => ({ emblem, words: matcher(words) }));
const elsewhere = CALLS.map(([emblem, en, other]) => ({ emblem, words: matcher(...(other ? [en, other] : [en])) }));

/** The emblem that a title asks for. English titles are not searched for foreign words: “chat” is no cat in them. */
export function calledEmblem(title: string, language: string): EmblemName | null {
  const calls = /^en\b/i.test(language) ? english : elsewhere;
  return calls.find(({ words }) => words.test(title))?.emblem ?? null;
}
