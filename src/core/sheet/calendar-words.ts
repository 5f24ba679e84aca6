/**
 * Month names and their short forms in English, German, French, Spanish, Italian, Portuguese and Dutch, without
 * accents. No word stands for two months, whatever the language.
 */
const monthWords: readonly string[] = [
  'january jan januar janner janvier janv enero ene gennaio gen janeiro januari',
  'february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari',
  'march mar mars marz maerz mrz marzo marco maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio mei',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug aout agosto ago augustus',
  'september sep sept septembre septiembre setiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez decembre diciembre dic dicembre dezembro',
];

const weekdayWords =
  'monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun ' +
  'montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so ' +
  'lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim ' +
  'lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom ' +
  'lunedi martedi mercoledi giovedi gio venerdi sabato domenica ' +
  'segunda segunda-feira seg terca terca-feira ter quarta quarta-feira qua quinta quinta-feira qui ' +
  'sexta sexta-feira sex ' +
  'maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo';

const months = new Map(
  monthWords.flatMap((words, at) => words.split(' ').map((word): [string, number] => [word, at + 1])),
);
const weekdays = new Set(weekdayWords.split(' '));

/** Lower case and without accents, so that `März`, `MÄRZ` and `marz` are one word. */
export const foldWord = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

/** The number of a month by its folded name, 1 to 12; null where the word is none. */
export const monthOf = (word: string): number | null => months.get(word) ?? null;

export const isWeekday = (word: string): boolean => weekdays.has(word);

/** Words that may stand in a date or a time of day beside the names of months and weekdays. */
const otherDateWords = new Set(
  'am pm a p m t z utc gmt uhr uur h st nd rd th er de del of o at um'.split(' '),
);

/** Whether a word can be part of a written date at all; it is not folded yet. */
export const isDateWord = (word: string): boolean => {
  const folded = foldWord(word);
  return months.has(folded) || otherDateWords.has(folded) || weekdays.has(folded);
};
