/**
 * Takes out of a customer's words what says who somebody is and helps nobody to understand them: e-mail addresses, telephone numbers,
 * payment card numbers, Korean resident registration numbers. What merely looks like one (order numbers, dates, a company's hotline) stays.
 */

const EMAIL = "[e-mail]";
const PHONE = "[phone]";
const CARD = "[card]";
const RESIDENT = "[id number]";

/** One separator between groups of digits: blank, full stop or any of the hyphens. */
const SEP = "[ \\u00a0.\\-\\u2010-\\u2015]";
const NOT_AFTER_DIGIT = "(?<![0-9])";
const NOT_BEFORE_DIGIT = "(?![0-9])";

interface Rule {
  readonly pattern: RegExp;
  readonly token: string;
  /** Whether the digits of what was found are what they look like. */
  readonly accepts: (digits: string, found: string) => boolean;
}

function digitRule(body: string, token: string, accepts: Rule["accepts"]): Rule {
  return { pattern: new RegExp(NOT_AFTER_DIGIT + body + NOT_BEFORE_DIGIT, "g"), token, accepts };
}

const FOUR_BY_THREE = `[0-9]{4}${SEP}?[0-9]{4}${SEP}?[0-9]{4}${SEP}?`;

const RULES: readonly Rule[] = [
  digitRule(`[0-9]{6}${SEP}?[0-9]{7}`, RESIDENT, isResidentNumber),
  // The long ones first: what follows a card number of sixteen digits may be the beginning of something else.
  digitRule(`${FOUR_BY_THREE}[0-9]{4}${SEP}?[0-9]{1,3}`, CARD, isCardNumber),
  digitRule(`(?:${FOUR_BY_THREE}[0-9]{1,4}|[0-9]{4}${SEP}?[0-9]{6}${SEP}?[0-9]{4,5})`, CARD, isCardNumber),
  // Korean mobile numbers, with or without the country's code.
  digitRule(`(?:(?:\\+|00)?82${SEP}?(?:\\(0\\)|0)?|\\(?0)1[016789]\\)?${SEP}{0,2}[0-9]{3,4}${SEP}?[0-9]{4}`, PHONE, isAnything),
  // Korean landlines, internet and relay numbers. Written without any separator they look like any other number.
  digitRule(`\\(?0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80|50[0-9]?)(?:\\) ?|${SEP})[0-9]{3,4}${SEP}[0-9]{4}`, PHONE, isAnything),
  // International: what begins with + and has as many digits as ITU-T E.164 allows.
  { pattern: new RegExp(`\\+[0-9](?:${SEP}?\\(?[0-9]\\)?){6,14}${NOT_BEFORE_DIGIT}`, "g"), token: PHONE, accepts: isAnything },
  // North American: area code and exchange begin with 2 to 9.
  digitRule(`(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[-.])[2-9][0-9]{2}[-.][0-9]{4}`, PHONE, isAnything),
];

const ADDRESS = /[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/g;
const HANGUL_ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}한국/gu;

/** The text with each of them replaced by what it was, in brackets. Digits of full width count as digits. */
export function maskPersonalData(text: string): string {
  const withoutAddresses = text.includes("@") ? text.replaceAll(HANGUL_ADDRESS, EMAIL).replaceAll(ADDRESS, EMAIL) : text;
  if (!/[0-9０-９]/.test(withoutAddresses)) return withoutAddresses;
  let masked = withoutAddresses;
  // What is found frees its neighbours, which may be found then; the same words again must say the same.
  for (let before = ""; before !== masked; ) {
    before = masked;
    for (const rule of RULES) masked = applyRule(masked, rule);
  }
  return masked;
}

function applyRule(text: string, { pattern, token, accepts }: Rule): string {
  // Of the same length, so that places in one are places in the other.
  const plain = text.replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const parts: string[] = [];
  let done = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match !== null; match = pattern.exec(plain)) {
    const [found] = match;
    if (accepts(found.replaceAll(/[^0-9]/g, ""), found)) {
      parts.push(text.slice(done, match.index), token);
      done = match.index + found.length;
    } else {
      // What begins a little later may be one.
      pattern.lastIndex = match.index + 1;
    }
  }
  return done === 0 ? text : parts.join("") + text.slice(done);
}

function isAnything(): boolean {
  return true;
}

/** Payment networks by first digits, with the lengths that they give out (ISO/IEC 7812); 9: cards that are good in Korea alone. */
const NETWORKS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-5]|36|38|39)/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^9/, [16]],
];

function isCardNumber(digits: string): boolean {
  return NETWORKS.some(([prefix, lengths]) => prefix.test(digits) && lengths.includes(digits.length)) && passesLuhn(digits);
}

/** The check digit of ISO/IEC 7812-1 (H. P. Luhn): every second digit from the right doubled, sums of digits add up to a multiple of 10. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 1 ? 2 * digit : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/**
 * A Korean resident's, or (seventh digit 5 to 8) foreign resident's, registration number: date of birth, century and sex, check digit
 * (11 - weighted sum mod 11) mod 10, for foreigners 2 more. Numbers given out since October 2020 have no check digit, so those of people
 * born since then go by their date alone.
 */
function isResidentNumber(digits: string, found: string): boolean {
  const century = Number(digits[6]);
  if (century < 1 || century > 8) return false;
  const year = (century === 3 || century === 4 || century >= 7 ? 2000 : 1900) + Number(digits.slice(0, 2));
  if (!isDate(year, Number(digits.slice(2, 4)), Number(digits.slice(4, 6)))) return false;
  const isNewKind = year > 2020 || (year === 2020 && Number(digits.slice(2, 4)) >= 10);
  // Thirteen digits in a row that pass no check are taken for something else.
  if (isNewKind && found.length > digits.length) return true;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const check = Number(digits[12]);
  return check === (11 - (sum % 11)) % 10 || (century >= 5 && check === (13 - (sum % 11)) % 10);
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
