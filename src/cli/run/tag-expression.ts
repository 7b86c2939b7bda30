import parse from '@cucumber/tag-expressions';
import { tagMistake } from '../check/check-tags';
import { UsageMistake } from '../usage-mistake';

/** @throws UsageMistake for an expression that does not parse, or a rule tag that names no rule. */
export function checkTagExpression(expression: string): string {
  if (expression === '') return expression;
  try {
    parse(expression);
  } catch (error) {
    throw new UsageMistake(
      `--tags "${expression}": ${(error as Error).message.replaceAll('\n', ' ').trim()}`,
    );
  }
  for (const tag of expression.match(/@[^\s()]+/g) ?? []) {
    const mistake = tagMistake(tag);
    if (mistake !== undefined) throw new UsageMistake(`--tags "${expression}": ${mistake}`);
  }
  return expression;
}
