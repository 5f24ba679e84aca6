/**
 * How usual the letters beyond ASCII are in the languages people keep lists in: each language's letters in the
 * order of how often they occur, the most frequent first. Languages of other scripts list all their letters.
 */
const languages: readonly string[] = [
  'üäöß', // German
  'éèàçêôîâëùïûœ', // French
  'áóíéñúü', // Spanish
  'ãçáéíóõâêàúô', // Portuguese
  'àèòùìé', // Italian
  'äöåé', // Swedish, Finnish
  'øåæéö', // Danish, Norwegian
  'ëéïèöü', // Dutch
  'ðáíóéöúþæý', // Icelandic
  'àèéòóíçúï', // Catalan
  'íáěéřšžčýůúóňďť', // Czech
  'áíčéšžýúľťňôďóäĺŕ', // Slovak
  'łąóężśćńź', // Polish
  'áéöóőüíúű', // Hungarian
  'ăîâțşţșéá', // Romanian
  'čšžćđ', // Slovene, Croatian, Serbian
  'ışçüöğİâ', // Turkish
  'ėšžąčųęūį', // Lithuanian
  'āīēšūžņļčķģ', // Latvian
  'äõüöšž', // Estonian
  'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё', // Russian
  'оаинітвреслкудмпзяьбгйчхцюїжщєшфґ', // Ukrainian
  'аоиетнрсвлкдпмзъугбяйчцжщхшюьф', // Bulgarian
  'аоиеунтрјсвдклмпзгбчцшжћђхњљџф', // Serbian
  'αοιετσνηυρπκςλμίόάγέδωθχφήβύξώζψϊΐϋΰ', // Greek
  'יוהלאתרמשנבדעחקםכפטזןצגסךףץ', // Hebrew
  'اليمونرتبدعهسفةقكحجشطصخىأإضذثزغئءؤظآ', // Arabic
  'یانرمدوهتسبکشلزگفعخجقحپطصغچذضثظژ', // Persian
];

/** A letter a language does not write; names from elsewhere bring some. */
const foreign = 3e-4;

/** For each language the share of each of its letters among those beyond ASCII: a rank's share falls as 1/(rank + 2). */
export const letterShares: readonly ReadonlyMap<string, number>[] = languages.map((letters) => {
  const list = [...letters];
  const sum = list.reduce((total, _letter, rank) => total + 1 / (rank + 2), 0);
  return new Map(list.map((letter, rank) => [letter, 1 / (rank + 2) / sum]));
});

/** Logarithm of how likely a letter beyond ASCII is in each language, in the order of `letterShares`. */
export const likelihoodsOf = (letter: string): readonly number[] =>
  letterShares.map((shares) => Math.log(shares.get(letter.toLowerCase()) ?? shares.get(letter) ?? foreign));
