import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

export type Style = (format: Format, text: string) => string;

/** Colours on a terminal, unless somebody does not want them. */
export function styleFor(stream: { isTTY?: boolean }): Style {
  const isStyled = stream.isTTY === true && !process.env.NO_COLOR;
  return (format, text) => (isStyled ? styleText(format, text, { validateStream: false }) : text);
}
