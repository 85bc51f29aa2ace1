/** JSON for people and for byte comparison. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
