import type { PaletteName } from "../colour/palettes.ts";
import type { LayoutName } from "../layouts/index.ts";
import type { EmblemName } from "../ornaments/emblems.ts";
import type { FieldName } from "../ornaments/index.ts";
import type { VoiceName } from "../text/voices.ts";

export type NonEmpty<T> = readonly [T, ...T[]];

/** What a genre looks like: what its covers choose from. */
export interface Family {
  palettes: NonEmpty<PaletteName>;
  layouts: NonEmpty<LayoutName>;
  fields: NonEmpty<FieldName>;
  emblems: NonEmpty<EmblemName>;
  /** A voice named twice is chosen twice as often. */
  voices: NonEmpty<VoiceName>;
}

/** Names with spaces between them; the tests hold them to exist. */
const list = <T extends string>(names: string) => names.split(" ") as [T, ...T[]];

const family = (palettes: string, layouts: string, fields: string, emblems: string, voices: string): Family => ({
  palettes: list(palettes),
  layouts: list(layouts),
  fields: list(fields),
  emblems: list(emblems),
  voices: list(voices),
});

export const families = {
  literary: family(
    "klein paper salmon mustard stone lilac sky bottle petrol blush tangerine hot fog ultra mint",
    "plain ruled swiss column steps label split side disc wall stack initial upright ribbons eclipse emblem overprint panes repeat halves slant lettermask closeup echo",
    "quarters arcs topography papercut bands flow stripes halftone cutouts terrazzo ridges triangles",
    "chair window door bird house moon hand pear eye cup umbrella letter lamp",
    "essay classic loud italic plain thin heavy poster didone soft",
  ),
  crime: family(
    "noir neon hot coal slate night mustard stone tangerine petrol acid fog ink",
    "redacted stack wall upright ribbons split emblem side slant repeat card scene overprint halves eclipse swiss closeup echo",
    "rain city doors streets stripes halftone warp drips",
    "knife gun glass keyhole key hat eye drop door umbrella",
    "gothic gothic shout typist heavy plain loud poster",
  ),
  sf: family(
    "night neon ultra petrol acid tangerine violet ink ice turquoise noir marine",
    "eclipse scene split stack wall swiss emblem disc upright ribbons bands repeat panes slant side overprint label echo closeup",
    "orbits stars horizon ridges halftone cubes warp topography flow arcs",
    "planet rocket atom eye comet star moon helix maze",
    "wide futura poster thin plain typist gothic heavy",
  ),
  fantasy: family(
    "forest plum aubergine bottle night oxblood tobacco petrol emerald violet kraft moss",
    "cloth frame arch card emblem scene garland disc cameo label binding halves split panes eclipse lettermask closeup",
    "mountains stars woodcut tree stems scales engraving papercut",
    "sword crown raven wolf moon key flame pines tree hourglass horse",
    "roman roman garalde garaldeCaps blackletter classic engraved deco",
  ),
  romance: family(
    "pink rose crimson blush salmon lilac cocoa aubergine sky lemon violet",
    "garland disc emblem label split plain steps arch halves repeat overprint stack ribbons frame lettermask closeup",
    "petals stems cutouts bands papercut sea scales halftone",
    "heart rose tulip letter bird butterfly moon apple window",
    "didone italic fat soft garalde essay deco",
  ),
  history: family(
    "paper kraft petrol oxblood sand tobacco stone marine bottle terracotta slate mustard",
    "ruled column bands label split frame stack initial binding cameo emblem wall scene halves panes stamp lettermask closeup",
    "woodcut engraving guilloche marble topography stripes triangles streets",
    "column crown sword globe anchor clock horse compass boat quill",
    "engraved roman classic loud gothic fat didone futura",
  ),
  science: family(
    "ice klein petrol paper lemon turquoise ultra mint azure marine sky tangerine",
    "swiss column split ruled repeat disc panes upright wall side bands label overprint eclipse closeup lettermask",
    "cells orbits seeds ridges topography halftone cubes arcs flow guilloche",
    "atom helix flask spiral bee globe leaf eye butterfly",
    "plain thin futura typist poster essay heavy",
  ),
  philosophy: family(
    "klein bone paper stone fog mustard orange mint petrol bottle lemon hot",
    "ruled plain swiss column initial upright eclipse slant steps wall halves disc echo lettermask",
    "arcs warp stripes engraving ridges topography",
    "eye column spiral maze hand hourglass ladder key",
    "essay classic futura italic thin engraved plain",
  ),
  poetry: family(
    "blush mint lilac bone sky salmon herb bottle klein lemon rose fog",
    "plain steps label garland frame eclipse disc column arch emblem binding lettermask closeup",
    "stems petals flow bands scales marble tree papercut",
    "feather bird moon leaf tulip wave bee quill",
    "italic garalde essay garaldeCaps classic didone soft",
  ),
  children: family(
    "lemon sky mint tangerine pink turquoise grass hot lilac azure orange",
    "hop emblem repeat disc scene ribbons halves stack overprint closeup lettermask",
    "cutouts rays quarters bands mountains sea terrazzo petals",
    "cat dog rabbit balloon bird fish whale egg mushroom star sun rocket bee",
    "kid kid soft poster fat",
  ),
  cooking: family(
    "herb lemon terracotta mint orange mustard azure paper emerald pink cocoa",
    "label disc frame bands split repeat emblem arch halves ribbons swiss panes closeup lettermask",
    "gingham azulejo petals terrazzo scales stems cutouts",
    "fork pot lemon pear apple cup fish egg leaf mushroom",
    "soft fat poster futura italic loud deco",
  ),
  travel: family(
    "sand azure terracotta turquoise sky kraft marine tangerine ultra emerald",
    "stamp scene arch split bands ribbons wall panes eclipse disc slant lettermask closeup",
    "sea mountains topography streets azulejo rays bands woodcut",
    "compass train boat globe balloon mountain anchor wave sun",
    "futura poster deco gothic classic fat wide",
  ),
  art: family(
    "bauhaus acid klein tangerine lemon hot pink neon paper turquoise",
    "swiss stack panes overprint initial upright slant wall label repeat split echo lettermask closeup",
    "quarters triangles warp cutouts cubes halftone stripes arcs",
    "eye hand mask chair lamp note pear",
    "poster futura heavy didone plain fat shout thin",
  ),
  biography: family(
    "paper slate stone salmon oxblood mustard bone teal fog blush marine cocoa",
    "monogram cameo initial upright plain column ruled split bands emblem ribbons halves wall echo closeup",
    "engraving halftone stripes ridges flow arcs topography",
    "quill chair hat window letter door hand feather note",
    "classic loud italic essay didone plain garalde futura",
  ),
  horror: family(
    "noir plum coal crimson oxblood forest neon kraft night",
    "emblem wall eclipse scene split stack halves arch card ribbons upright frame closeup lettermask",
    "blot drips tree doors engraving warp woodcut",
    "skull raven moon eye candle knife door drop wolf hand",
    "blackletter blackletter gothic fat loud deco didone",
  ),
  classics: family(
    "bottle oxblood aubergine kraft tobacco marine paper blush crimson teal emerald bone",
    "cloth binding frame bands cameo label arch garland ruled monogram initial disc lettermask closeup",
    "marble scales stems engraving guilloche azulejo petals woodcut",
    "rose bird quill column horse crown anchor candle pear butterfly boat",
    "garalde garaldeCaps roman engraved classic fat didone deco",
  ),
  society: family(
    "orange lemon paper klein bauhaus hot petrol mustard ice tangerine mint",
    "wall swiss stack column ruled split emblem ribbons slant upright bands eclipse overprint echo closeup",
    "stripes streets triangles quarters halftone flow",
    "ladder dice globe pawn lamp hand key chain clock",
    "heavy plain shout loud poster gothic futura",
  ),
  nature: family(
    "herb moss forest sky mint sand grass bottle mustard fog",
    "scene garland split emblem arch repeat frame disc side label overprint closeup lettermask",
    "stems tree topography woodcut mountains sea scales seeds",
    "leaf bird bee tree pines fish whale butterfly mushroom",
    "classic garalde soft essay futura loud",
  ),
  spirit: family(
    "lilac bone sky mustard blush ultra mint violet sand night",
    "eclipse plain disc arch frame halves emblem ruled label closeup",
    "rays stars petals seeds scales orbits azulejo",
    "sun moon hand flame eye tree feather spiral candle",
    "essay classic italic futura garaldeCaps roman",
  ),
} satisfies Record<string, Family>;

export type FamilyName = keyof typeof families;

/** Words of genres as publishers write them, in the order they are tried. */
const WORDS: readonly (readonly [FamilyName, RegExp])[] = [
  ["children", /child|kids|juvenile|picture.?book|middle.?grade|kinder|jeunesse|infantil/i],
  ["cooking", /cook|food|drink|baking|wine|koch|cuisine|cocina/i],
  [
    "science",
    /popular.science|^science(?!.?fiction)|math|physic|biolog|medic|technolog|comput|engineer|naturwissenschaft/i,
  ],
  ["sf", /science.?fiction|sci-?fi|^sf$|dystop|cyberpunk|space/i],
  ["fantasy", /fantas|magic|myth|fairy|paranormal|young.adult|^ya$/i],
  ["crime", /crime|thriller|myster|detective|krimi|polar\b|noir|suspense|spy/i],
  ["horror", /horror|gothic|ghost|vampire/i],
  ["romance", /roman(ce|tic)|love|erotic|chick|liebes/i],
  ["poetry", /poe|verse|lyrik|gedicht/i],
  ["biography", /biograph|memoir|autobio|diar|letters/i],
  ["philosophy", /philosoph|psycholog|essay|theory|critic/i],
  ["history", /histor|militar|war\b|geschichte|archaeolog/i],
  ["travel", /travel|guide|reise|voyage|viaje/i],
  ["art", /\bart|design|photo|architect|music|film|fashion|comic|graphic/i],
  ["nature", /nature|animal|garden|ecolog|environment|outdoor/i],
  ["spirit", /religio|spirit|self.?help|mind|wellness|health/i],
  ["society", /business|econom|politic|societ|sociolog|law|current|finance|management|education/i],
  ["classics", /classic|drama|play|klassik/i],
];

/** The family that a genre looks like: its own name, a publisher's word for it, else "literary". */
export function familyOf(genre: string | null | undefined): FamilyName {
  const said = (genre ?? "").trim().toLowerCase();
  return isFamily(said) ? said : (WORDS.find(([, words]) => words.test(said))?.[0] ?? "literary");
}

const isFamily = (name: string): name is FamilyName => Object.hasOwn(families, name);
