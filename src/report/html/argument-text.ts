import type { StepArgument } from '../recorded-run';

/** A step's table or text as it stands in the feature, with the columns aligned. */
export function argumentText(argument: StepArgument | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (argument.kind === 'text') return argument.text;
  const widths: number[] = [];
  for (const row of argument.rows)
    row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return argument.rows
    .map((row) => `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`)
    .join('\n');
}
