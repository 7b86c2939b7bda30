import { expect } from 'chai';

/** Fails with what there is, a line each: a list that is only counted would leave a reader to guess. */
export function noneOf(what: string, found: readonly string[]): void {
  if (found.length === 0) return;
  expect.fail(`${what}: expected nothing, but there is${found.map((line) => `\n    ${line}`).join('')}`);
}
