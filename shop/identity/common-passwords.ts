/** Passwords of eight characters or more that are tried first, in lower case. */
const list = `
00000000 000000000 0000000000 01010101 01234567 0123456789 10203040 102030405 11111111 111111111 1111111111 11223344
1122334455 112233445566 12121212 123123123 123321123 12341234 12344321 123454321 1234554321 12345678 123456780
123456787 123456789 1234567890 1234567891 12345678910 123456789a 123456789q 12345678a 12345678q 12345679 123456abc
123456qwerty 12345abc 12345qwert 1234abcd 1234qwer 123abc123 123qwe123 123qweasd 13131313 147258369 159357456
19191919 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 20202020 22222222 31415926 314159265
321321321 33333333 44444444 456456456 55555555 66666666 666666666 69696969 741852963 77777777 789456123 8675309a
87654321 88888888 963852741 987654321 9876543210 987987987 99999999 a1234567 a12345678 a123456789 a1b2c3d4
a1b2c3d4e5 aa123456 aa12345678 aaaaaaaa aaaaaaaaaa abababab abc12345 abc123456 abc123abc abcabcabc abcd1234 abcde123
abcdefgh abcdefghi abcdefghij access12 access123 admin123 admin1234! admin@123 adminadmin administrator
administrator1 administrator12 administrator123 airforce alejandro alexander alexander1 alexander12 alexander123
alexander1234 alexandra alexandra1 alexandra12 alexandra123 alexandra1234 amanda12 amanda123 amanda1234 amazon12
amazon123 america1 america12 america123 american andrea12 andrea123 andrea1234 andrew12 andrew123 andrew1234
android1 android12 android123 angel123 angels12 angels123 anonymous anthony1 anthony12 anthony123 anthony1234
anything apollo11 apollo13 apple123 aquarius army1234 arsenal1 arsenal12 arsenal123 asdf1234 asdfasdf asdfgh12
asdfgh123 asdfghjk asdfghjkl ashley12 ashley123 ashley1234 asshole1 asteroid austin12 austin123 austin1234 austria1
austria12 austria123 azerty12 azerty123 azertyui azertyuiop babygirl babygirl1 babygirl12 babygirl123 backstreet
bacon123 bailey12 bailey123 bailey1234 banana12 banana123 barcelona barcelona1 barcelona12 barcelona123 baseball
baseball1 baseball12 baseball123 baseball1234 basketball basketball1 basketball12 basketball123 basketball1234
batman12 batman123 batman1234 bayern12 bayern123 beatles1 beautiful beautiful1 beautiful12 beautiful123 beckham23
beckham7 benjamin benjamin1 benjamin12 benjamin123 benjamin1234 berlin12 berlin123 bible123 biggie12 birthday
birthday1 blackberry blackjack blessed1 blessed12 blessed123 blessing blessing1 blessing12 blessing123 blink123
blink182 blink1821 blueberry bobmarley bond0071 bonjour1 booklover booklover1 booklover12 booklover123 books123
bookshop bookshop1 bookshop12 bookshop123 bookworm bookworm1 bookworm12 bookworm123 borussia borussia1 borussia12
borussia123 brandon1 brandon12 brandon123 brandon1234 brasil12 brasil123 britney1 broncos1 brooklyn bulls123
bullshit bumblebee bundesliga bunny123 business buttercup butterfly butterfly1 butterfly12 butterfly123 california
callofduty camaro12 camaro123 cameron1 canada12 canada123 capricorn captain1 carolina caroline catherine celtic1888
celtics1 champion champions changeit changeme changeme! changeme1 changeme12 changeme123 changethis charlie1
charlie12 charlie123 charlie1234 charlotte cheese12 cheese123 cheesecake chelsea1 chelsea12 chelsea123 chelsea1234
chelseafc chelseafc1 chelseafc12 chelseafc123 chicago1 chicken1 chocolate chocolate1 chocolate12 chocolate123
chouchou christ12 christ123 christian christian1 christian12 christian123 christian1234 christina christine
christmas christmas1 christopher christopher1 christopher12 christopher123 christopher1234 ciaociao cinderella
clarinet coffee12 coffee123 coldplay colonel1 commander computer computer1 computer12 computer123 contrasena
cookie12 cookie123 cookiemonster cookies1 corazon1 corvette corvette1 corvette12 corvette123 counterstrike cowboys1
cranberry cristiano crusader crystal1 crystal12 crystal123 crystal1234 cupcake1 dallas12 dallas123 dallas1234
daniel12 daniel123 daniel1234 danielle danielle1 danielle12 danielle123 danielle1234 database december december1
default1 default12 default123 destiny1 deutschland developer diablo22 diamond1 diamond12 diamond123 diamond1234
digimon1 director doggie12 doggie123 dolphin1 dolphin12 dolphin123 dolphin1234 dolphins donald12 dortmund doudou12
dragon12 dragon123 dragon1234 dragon666 dragonball dragonballz dragonfly drummer1 dumbledore eagle123 einstein
elizabeth elizabeth1 elizabeth12 elizabeth123 elizabeth1234 elvis123 emily123 emily1234 eminem12 eminem123
eminem1234 engineer england1 england12 england123 estrella everton1 everything example1 example12 example123
facebook facebook1 facebook12 facebook123 falcon12 falcon123 family12 family123 february fernando ferrari1 ferrari12
ferrari123 ferrari1234 firefighter firewall florida1 flower12 flower123 flower1234 football football1 football12
football123 football1234 forever1 forever12 forever123 fortnite fortnite1 fortnite12 fortnite123 forzaitalia
france12 france123 frankfurt freedom1 freedom12 freedom123 freedom1234 friends1 friends12 friends123 friends1234
frodo123 fuckoff1 fuckyou! fuckyou1 fuckyou2 fussball fussball1 gabriel1 gabriela gabrielle galaxy12 galileo1
gameboy1 gamer123 gandalf1 gardenia garfield gatsby12 geheim12 geheim123 general1 georgia1 germany1 germany12
germany123 gerrard8 giants12 ginger12 ginger123 ginger1234 gladiator godzilla google12 google123 greenday gryffindor
guest123 guitar12 guitar123 halflife hallo123 hallo1234 hallohallo halloween hamburg1 hamburg12 hamburg123 hamburger
hamlet12 hannah12 hannah123 hannah1234 hardware harley12 harley123 harmony1 harrypotter haslo123 heather1 heather12
heather123 heaven12 heaven123 heaven77 heavymetal hello123 hello1234 hemingway hermione hermosa1 heslo123 highlander
hobbit12 hockey12 hockey123 hogwarts hollywood honda123 honeybee horse123 hunter12 hunter123 hunter1234 hurricane
ichliebedich ihateyou ilovejesus iloveme1 ilovemyself iloveu12 iloveyou iloveyou! iloveyou1 iloveyou12 iloveyou123
iloveyou1234 iloveyou2 imissyou infinity internet internet1 internet12 internet123 internet1234 iphone12 ireland1
isabella isabelle jackpot1 jackson1 jamesbond jamesbond007 january1 jasmine1 jasmine12 jasmine123 jasmine1234
jennifer jennifer1 jennifer12 jennifer123 jennifer1234 jessica1 jessica12 jessica123 jessica1234 jesus123 jetaime1
jonathan jordan12 jordan123 jordan1234 jordan23 josephine joshua12 joshua123 joshua1234 joystick juliet12 jupiter1
juventus juventus1 juventus12 juventus123 juventus1234 katherine katniss1 keyboard killer12 killer123 killer1234
kimberly kingkong kitten12 kitten123 knight12 kobe2424 kochanie ladybug1 lakers24 lasagna1 lasvegas lavender
leagueoflegends lebron23 ledzeppelin leicester letmein! letmein1 letmein1! letmein12 letmein123 letmeinnow library1
library12 library123 liebling lightning linkinpark linux123 liverpool liverpool1 liverpool12 liverpool123
liverpool1234 lkjhgfdsa login123 logitech london12 london123 london1234 lordoftherings lovelove lovely12 lovely123
loveme12 loveme123 lovers12 loveyou1 lozinka1 lucifer1 lucky123 macbeth1 macbook1 macintosh madison1 madonna1
maggie12 maggie123 manager1 manchester manchester1 manchester12 manchester123 manhattan maradona margaret marina12
marina123 marines1 mariposa marketing marley12 marshmallow martin12 martin123 master12 master123 master1234 matrix12
matthew1 matthew12 matthew123 matthew1234 maverick maverick1 maverick12 maverick123 mercedes mercedes1 mercedes12
mercedes123 mercury1 merlin12 merlin123 messi1010 messi123 metal123 metallica metallica1 metallica12 metallica123
mexico12 mexico123 michael1 michael12 michael123 michael1234 michigan mickey12 mickey123 mickeymouse microsoft
middleearth midnight midnight1 midnight12 midnight123 million1 million12 million123 minecraft minecraft1 minecraft12
minecraft123 minnie12 mnbvcxz1 mobydick money123 monitor1 monkey12 monkey123 monkey1234 moonlight moonshine morgan12
morgan123 motdepasse motorola mountain mountains muenchen music123 mustang1 mustang12 mustang123 mylove12 mypassword
naruto12 nasa1234 nathaniel navyseal ncc1701d ncc1701e neptune1 network1 newcastle newpassword newton12 newyork1
newyorker nicholas nicholas1 nicole12 nicole123 nicole1234 nintendo nintendo1 nintendo12 nintendo123 nintendo64
nirvana1 nissan12 nissan123 nobody12 nokia123 nopassword nothing1 nothing12 nothing123 november oceanside octavo12
octavo123 october1 oesterreich oldpassword onepiece orange12 orange123 p@ssw0rd p@ssw0rd! p@ssw0rd1 p@ssw0rd123
p@ssword p@ssword1 p@ssword123 pa$$word pa55word packers1 pakistan pakistan1 pakistan12 pakistan123 pancakes
panther1 panther12 panther123 paradise parola12 pass1234 pass12345 pass123456 passpass passw0rd passw0rd1
passw0rd123 password password! password0 password1 password1! password12 password123 password1234 password2
passwords passwort passwort1 passwort1! passwort12 passwort123 passwort1234 patricia patrick1 patrick12 patrick123
patriots peanut12 peanut123 penelope pepper12 pepper123 personal peterpan phoenix1 phoenix12 phoenix123 piano123
pikachu1 pineapple pinkfloyd pinocchio pizza123 playstation playstation1 playstation12 playstation123 playstation2
poiuytrewq pokemon1 pokemon12 pokemon123 pokemon1234 pokerface poland12 poland123 policeman polska12 porsche1
porsche12 porsche123 portland predator president pretty12 pretty123 princesa princess princess1 princess12
princess123 princess1234 princesse prinzessin private1 private12 private123 programmer puppy123 purple12 purple123
q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qazwsx123 qazwsxedc queen123 qwe123qwe qweasdzxc qweqweqwe qwer1234 qwerasdf
qwerty12 qwerty123 qwerty1234 qwertyqwerty qwertyui qwertyuio qwertyuiop qwertz12 qwertz123 qwertzui qwertzuiop
racing12 racing123 radiohead raiders1 rainbow1 rainbow12 rainbow123 ranger12 ranger123 rangers1 rapunzel raspberry
realmadrid realmadrid1 realmadrid12 realmadrid123 redskins redsox12 richard1 richard12 richard123 riverside robert12
robert123 robert1234 roblox12 rocknroll rockyou1 rockyou12 rockyou123 rollingstones romeo123 ronaldo07 ronaldo7
rooney10 root1234 rootroot rosebud1 rosemary runescape runner12 runner123 rush2112 sagittarius salasana samantha
samantha1 samantha12 samantha123 samantha1234 sample12 sample123 samsung1 samsung12 samsung123 samuel12 samuel123
santiago sasuke12 satan12345 satan666 saturday savannah1 saxophone schalke1 schalke12 schalke123 schatz12 schatzi1
schweiz1 scoobydoo scooter1 scooter12 scooter123 scorpion scotland seattle1 secret12 secret123 security security1
semperfi senha123 september serenity sergeant server12 server123 shadow12 shadow123 shadow1234 shakespeare shark123
sherlock sherlock1 sifre123 silver12 silver123 slimshady slipknot slipknot1 slipknot12 slipknot123 slytherin
snoopdogg snoopy12 snoopy123 snowball snowflake snowman1 snowwhite soccer12 soccer123 software soleil12 somebody
someone1 something sommer12 sophie12 sophie123 spaghetti spiderman spiderman1 spiderman12 spiderman123 spiderman1234
spongebob spring12 spring123 springtime starcraft stardust stargate starlight startrek starwars starwars1 starwars12
starwars123 starwars1234 steelers stella12 stella123 stephanie stephen1 steven12 steven123 strawberry strawberry1
strawberry12 strawberry123 stuttgart submarine summer12 summer123 summertime sunderland sunflower sunflower1
sunrise1 sunset12 sunshine sunshine1 sunshine12 sunshine123 sunshine1234 superadmin superman superman1 superman12
superman123 superman1234 supersecret superstar superuser sweetheart sweetheart1 sweetheart12 sweetheart123 system12
system123 taylor12 taylor123 teamo123 tennis12 tennis123 tequiero terminator tester12 tester123 testing1 testing12
testing123 texas123 thepassword thinkpad thomas12 thomas123 thomas1234 thunder1 thursday thx1138a tiger123 tigger12
tigger123 timeless tinkerbell together toor1234 topsecret tornado1 tottenham toyota12 toyota123 trombone truelove
truelove1 truelove12 truelove123 trustno1 trustno1! trustno12 trustno123 trustnoone tupac123 turtle12 turtle123
tweety12 tweety123 twitter1 twitter12 twitter123 universe unknown1 usausa12 valentin valentina valentine vanessa1
vanessa12 vanessa123 veronica victoria victoria1 victoria12 victoria123 victory1 virginia volcano1 voldemort
wachtwoord wales123 warcraft warrior1 watermelon wednesday welcome! welcome1 welcome1! welcome12 welcome123
welcome1234 welkom01 welkom123 westham1 whatever whatever1 whatever12 whatever123 wildflower william1 william12
william123 windows1 windows12 windows123 winner12 winnie12 winter12 winter123 wireless wizard12 wizard123
worldofwarcraft xbox3600 yamaha12 yamaha123 yankees1 yankees12 yankees123 yourpassword youtube1 youtube12 youtube123
zachary1 zaq12wsx zaq1xsw2 zidane10 zxcvasdf zxcvbn12 zxcvbn123 zxcvbnm1 zxcvbnm123 zxcvbnma zxcvbnmm
`;

const common: ReadonlySet<string> = new Set(list.trim().split(/\s+/));

/** The same character over and over, or a run along the alphabet, the digits or a row of keys. */
function isRun(text: string): boolean {
  if (/^(.)\1*$/u.test(text)) return true;
  const rows = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "yxcvbnm",
  ];
  return rows.some((row) => row.includes(text) || [...row].reverse().join("").includes(text));
}

/** Letters and digits only, so that "a.dunne" and "A Dunne" are the same. */
const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Whether a password is among those that others would try first: a well-known one, a run of characters, or the person's own
 * address or name, with or without some digits behind.
 */
export function isCommonPassword(password: string, person: { email: string; name: string }): boolean {
  const text = password.normalize("NFC").toLowerCase();
  if (common.has(text) || isRun(text)) return true;
  const core = bare(text).replace(/\d+$/, "");
  const [local = "", domain = ""] = person.email.split("@");
  const own = [person.email, local, domain, person.name, ...person.name.split(/\s+/)];
  return [bare(text), core].some((tried) => tried !== "" && own.some((word) => bare(word) === tried));
}
