import type { Sentence } from './sentence';

/** Subjects in the order in which a scenario uses them; a user's own come last, by name. */
const ORDER = [
  'topology',
  'attachment',
  'traffic',
  'policies',
  'extensible-switch',
  'guests',
  'state',
  'requests',
  'drivers',
  'pcie',
];

const HEADINGS: Readonly<Record<string, string>> = {
  topology: 'Testbed: adapters, switches, partitions, stations',
  attachment: 'Partitions and their VFs',
  traffic: 'Traffic and who receives it',
  policies: 'Policies of a switch port',
  'extensible-switch': 'Extensible switch and its extensions',
  guests: 'Guests and their VF drivers',
  state: 'State, counters, resources, order of events',
  requests: 'Requests to drivers and their answers',
  drivers: 'The PF driver as a whole',
  pcie: 'PCI Express',
};

const rank = (subject: string): number => (ORDER.includes(subject) ? ORDER.indexOf(subject) : ORDER.length);

export function bySubject(
  sentences: readonly Sentence[],
): readonly (readonly [string, readonly Sentence[]])[] {
  const subjects = Array.from(new Set(sentences.map((each) => each.subject)));
  subjects.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return subjects.map((subject) => [subject, sentences.filter((each) => each.subject === subject)] as const);
}

export const headingOf = (subject: string): string => HEADINGS[subject] ?? subject;

const columns = (table: readonly string[]): string =>
  table.map((column) => (column.endsWith('*') ? `**${column.slice(0, -1)}**` : column)).join(', ');

function entry(sentence: Sentence): string {
  const table = sentence.table === undefined ? '' : `\n  - table: ${columns(sentence.table)}`;
  const shown = sentence.example === undefined ? '' : `\n  - \`${sentence.example}\``;
  return `- \`${sentence.expression}\`${shown}${table}`;
}

/** The vocabulary as Markdown; the same bytes for the same definitions. */
export function vocabularyPage(sentences: readonly Sentence[]): string {
  const sections = bySubject(sentences).map(
    ([subject, own]) => `## ${headingOf(subject)}\n\n${own.map(entry).join('\n')}\n`,
  );
  return `# Vocabulary

Every sentence that a feature can say, from the definitions themselves. \`Given\`, \`When\` and \`Then\` are free: Cucumber
matches the words after them. In a table, columns in **bold** are required. Made by \`npm run vocabulary\`; a check fails
when this page is stale.

${sections.join('\n')}`;
}
