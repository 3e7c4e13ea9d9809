import type { Random } from "./random";

/** What a query falls into: texts, numbers and lengths of time, words, operators, gaps, single characters. */
const TOKEN =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|#[^\n]*|0[xX][\da-fA-F]+|(?:\d+(?:ms|[smhdwy]))+|\d*\.?\d+(?:[eE][+-]?\d+)?|[A-Za-z_:][\w:]*|=~|!~|[!=<>]=|\s+|./gsu;

const OPERATORS = "+ - * / % ^ == != > < >= <= and or unless atan2".split(" ");
const FUNCTIONS =
  `rate increase irate delta sum_over_time avg_over_time quantile_over_time histogram_quantile absent vector scalar
  time pi round clamp label_replace label_join hour sort predict_linear abs sum avg count max min topk quantile
  count_values group stddev Rate sums foo`.split(/\s+/);
const MATCHERS = [
  'a="b"',
  'code=~"5.."',
  'le!=""',
  'x!~"("',
  "y='z'",
  'a="b",',
  '__name__="m"',
  "a",
  'a=~"("',
  "",
];
const RANGES = "[5m] [1h30m] [0s] [5] [] [5m:] [5m:1m] [:] [1m1h] [5x] [1d".split(" ");
const BRACKETS = "( ) [ ] { }".split(" ");
const WORDS =
  `bool by without on ignoring group_left group_right offset @ by(job) on(job) offset(5m) bool(1) start()
  , ; : = =~ ! " ' \` # \\ $ 1 5m 0 . e é Inf NaN -1 x "t" {} () [5m] {a="b"}`.split(/\s+/);
const CHARACTERS = [..."()[]{},:;=!~<>+-*/%^@\"'`#\\.$ 0159aemsxé_\n"];

/** A query with one to three changes that a hand could make. */
export function mutate(query: string, random: Random): string {
  let text = query;
  const changes = random.below(3) > 0 ? 1 : 2 + random.below(2);
  for (let i = 0; i < changes; i++) text = changeOnce(text, random);
  return text;
}

function changeOnce(text: string, random: Random): string {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length === 0) return random.pick(WORDS);
  const at = random.below(tokens.length);
  const put = (index: number, by: string, remove = 1) =>
    [...tokens.slice(0, index), by, ...tokens.slice(index + remove)].join("");
  const other = (fits: RegExp, by: readonly string[]) => {
    const places = tokens.flatMap((token, i) => (fits.test(token) ? [i] : []));
    return places.length === 0 ? text : put(random.pick(places), random.pick(by));
  };
  switch (random.below(13)) {
    case 0:
      return put(at, "");
    case 1:
      return put(at, `${tokens[at]}${random.pick(["", " "])}${tokens[at]}`);
    case 2:
      return at + 1 < tokens.length ? put(at, `${tokens[at + 1]}${tokens[at]}`, 2) : put(at, "");
    case 3:
      return put(at, ` ${random.pick(WORDS)} `, 0);
    case 4:
      return changeCharacter(text, random);
    case 5:
      return other(/^[()[\]{}]$/, BRACKETS);
    case 6:
      return changeRange(text, random);
    case 7:
      return other(/^[a-z_\d]+$/i, FUNCTIONS);
    case 8:
      return other(/^(?:[-+*/%^<>]|[!=<>]=|and|or|unless|atan2)$/, OPERATORS);
    case 9:
      return changeMatchers(text, random);
    case 10:
      return put(at, ` ${random.pick(OPERATORS)} ${random.pick(["1", "x", "x[5m]", '"t"', "sum(x)"])} `, 0);
    case 11:
      return wrap(tokens, random);
    default:
      return put(at, random.pick(tokens));
  }
}

function changeCharacter(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const remove = random.below(2);
  const added = random.below(3) === 0 ? "" : random.pick(CHARACTERS);
  return text.slice(0, at) + added + text.slice(at + remove);
}

/** Another range, none, or a range where there was none. */
function changeRange(text: string, random: Random): string {
  const ranges = [...text.matchAll(/\[[^\]]*\]/g)];
  if (ranges.length === 0 || random.below(4) === 0) {
    const ends = [...text.matchAll(/[\w)}](?![\w])/g)].map((found) => found.index + 1);
    if (ends.length === 0) return text;
    const at = random.pick(ends);
    return text.slice(0, at) + random.pick(RANGES) + text.slice(at);
  }
  const range = random.pick(ranges);
  const by = random.below(3) === 0 ? "" : random.pick(RANGES);
  return text.slice(0, range.index) + by + text.slice(range.index + range[0].length);
}

function changeMatchers(text: string, random: Random): string {
  const ends = [...text.matchAll(/[{,}]/g)].map((found) => found.index);
  const added = random.pick(MATCHERS);
  if (ends.length === 0) return text.replace(/[a-z_]\w*(?![\w(])/i, (name) => `${name}{${added}}`);
  const at = random.pick(ends);
  return text[at] === "}" ? `${text.slice(0, at)}, ${added}${text.slice(at)}` : insertBehind(text, at, added);
}

function insertBehind(text: string, at: number, added: string): string {
  return `${text.slice(0, at + 1)}${added}, ${text.slice(at + 1)}`;
}

/** A function around a run of tokens. */
function wrap(tokens: readonly string[], random: Random): string {
  const start = random.below(tokens.length);
  const end = start + 1 + random.below(tokens.length - start);
  const inside = tokens.slice(start, end).join("");
  return [...tokens.slice(0, start), `${random.pick(FUNCTIONS)}(${inside})`, ...tokens.slice(end)].join("");
}
