/** What one line of a batch printed. */
export type Printed = readonly Readonly<Record<string, unknown>>[];

/**
 * iproute2 prints one list for each command of a batch, each on lines of its own. A command that printed nothing has none.
 * @throws never: what is no JSON reads as an empty list, and everything that it should have told as absent.
 */
export function parsePrinted(text: string): readonly Printed[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('['))
    .map(parseList);
}

function parseList(line: string): Printed {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? (value as Printed) : [];
  } catch {
    return [];
  }
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const listOf = (value: unknown): Printed => (Array.isArray(value) ? (value as Printed) : []);
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
