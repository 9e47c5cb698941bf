import type { Participant } from "../client/index.ts";

/** How a participant is shown. */
export interface Appearance {
  readonly name: string;
  /** `#rrggbb` */
  readonly color: string;
  /** What can be read on the colour: black or white. */
  readonly ink: string;
}

/** Colours that white text can be read on, and that can be told apart in light and dark. */
export const COLORS = ["#b4436c", "#2a6f97", "#52702b", "#8a5a00", "#6b4fb3", "#00707c", "#b5471b", "#4f5d75"] as const;

const MAX_NAME = 40;

/** Reads name and colour from what a participant says about itself, and makes up for what is missing or wrong. */
export function appearanceOf(participant: Participant): Appearance {
  const { name, color } = participant.state;
  const isColor = typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color);
  const shown = isColor ? color : (COLORS[hash(participant.id) % COLORS.length] as string);
  return {
    name: typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, MAX_NAME) : participant.user,
    color: shown,
    ink: luminance(shown) > 0.35 ? "#000" : "#fff",
  };
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 0);
}

/** Relative luminance after WCAG, 0 to 1. */
function luminance(color: string): number {
  const channel = (start: number): number => {
    const value = parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
