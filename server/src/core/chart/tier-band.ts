import { escapeMarkup } from "./markup";

/** A target, where it stands on the scale. */
export interface BandMark {
  /** The share that may fail, above 0 and up to 1; only the place on the scale is made from it. */
  readonly share: number;
  /** "99.9 %". */
  readonly text: string;
}

/** A target between the floor and the ceiling of its tier. */
export interface TierBand {
  /** Unique in the page: the title and the description are referred to by it. */
  readonly id: string;
  readonly title: string;
  /** The same in words, as a whole sentence. */
  readonly said: string;
  readonly target: BandMark;
  readonly floor: BandMark;
  readonly usual?: BandMark;
  /** Absent: the tier has no upper limit. */
  readonly ceiling?: BandMark;
  /** It keeps neither the floor nor the ceiling. */
  readonly outside: boolean;
}

const WIDTH = 720;
const LEFT = 60;
const RIGHT = 660;
/** Labels above the scale, the band, labels below it. */
const TOP = 30;
const BAND = 16;
const HEIGHT = 92;
/** Labels that are closer stand on two rows. */
const ROOM = 110;
/** How far beyond its ends the scale goes, as a factor of the share. */
const MARGIN = 1.6;

/**
 * Where a target stands between its tier's limits, on a logarithmic scale of what may fail: each step to the right takes
 * as many times less. An SVG element as a string: colours come from classes, a title and a description say the same in
 * words.
 */
export function tierBand(band: TierBand): string {
  const marks = [band.target, band.floor, band.usual, band.ceiling].flatMap((mark) => mark ?? []);
  const logs = marks.map(({ share }) => Math.log(Math.max(share, Number.MIN_VALUE)));
  const most = Math.max(...logs) + Math.log(MARGIN);
  const least = Math.min(...logs) - Math.log(MARGIN);
  const at = ({ share }: BandMark) =>
    round(LEFT + ((most - Math.log(Math.max(share, Number.MIN_VALUE))) / (most - least)) * (RIGHT - LEFT));
  const floor = at(band.floor);
  const end = band.ceiling ? at(band.ceiling) : RIGHT;
  const id = escapeMarkup(band.id);
  return [
    `<svg class="band" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg">`,
    `<title id="${id}-title">${escapeMarkup(band.title)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(band.said)}</desc>`,
    `<line class="band-scale" x1="${LEFT}" y1="${TOP + BAND / 2}" x2="${RIGHT}" y2="${TOP + BAND / 2}"/>`,
    `<rect class="band-range${band.ceiling ? "" : " is-open"}" x="${Math.min(floor, end)}" y="${TOP}" width="${round(Math.abs(end - floor))}" height="${BAND}"/>`,
    ...limits(band, at),
    target(band, at(band.target)),
    "</svg>",
  ].join("\n");
}

function limits(band: TierBand, at: (mark: BandMark) => number): string[] {
  const ends = [
    { label: "floor", mark: band.floor },
    ...(band.ceiling ? [{ label: "ceiling", mark: band.ceiling }] : []),
  ];
  const same = band.usual && ends.find(({ mark }) => mark.share === band.usual?.share);
  const shown = ends.map(({ label, mark }) => ({
    label: same?.mark === mark ? `${label} and usual` : label,
    mark,
    row: 0,
  }));
  if (band.usual && !same) {
    const { usual } = band;
    const close = ends.some(({ mark }) => Math.abs(at(mark) - at(usual)) < ROOM);
    shown.push({ label: "usual", mark: usual, row: close ? 1 : 0 });
  }
  const bottom = TOP + BAND;
  return shown.map(({ label, mark, row }) => {
    const x = at(mark);
    const y = bottom + 20 + row * 18;
    return [
      `<line class="band-limit" x1="${x}" y1="${TOP - 3}" x2="${x}" y2="${bottom + 5 + row * 18}"/>`,
      `<text class="band-label" x="${x}" y="${y}" text-anchor="middle">${escapeMarkup(`${label} ${mark.text}`)}</text>`,
    ].join("");
  });
}

/** A diamond, which shape alone tells from the limits' lines. */
function target({ target: mark, outside }: TierBand, x: number): string {
  const y = TOP + BAND / 2;
  const state = outside ? " is-outside" : "";
  return [
    `<path class="band-target${state}" d="M${x} ${y - 11}L${round(x + 9)} ${y}L${x} ${y + 11}L${round(x - 9)} ${y}Z"/>`,
    `<text class="band-label is-target" x="${x}" y="${TOP - 13}" text-anchor="middle">${escapeMarkup(`target ${mark.text}`)}</text>`,
  ].join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
