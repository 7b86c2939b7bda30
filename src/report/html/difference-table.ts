import type { Change } from '../compliance';
import { escaped } from './escape';
import { leafChanges } from './leaf-changes';

/** Of one action; the first ones tell what happened, and compliance.json holds them all. */
const MOST = 24;

const cellText = (value: unknown): string =>
  value === null || value === undefined
    ? '(absent)'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

/** What a failed action changed, with whose it is: before and after side by side. */
export function differenceTable(changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const rows = changes
    .slice(0, MOST)
    .flatMap((change) =>
      leafChanges(change).map(
        ({ name, was, is }) =>
          `<tr><td>${escaped(change.owner)}</td><td>${escaped(change.facet)}</td><td>${escaped(name)}</td><td><code>${escaped(cellText(was))}</code></td><td><code>${escaped(cellText(is))}</code></td></tr>`,
      ),
    );
  const rest =
    changes.length > MOST
      ? `<p class="note">… and ${changes.length - MOST} more changes, in compliance.json.</p>`
      : '';
  return `<h4>Before and after, by owner</h4><div class="scroll"><table class="grid difference"><thead><tr><th>owner</th><th>kind</th><th>what</th><th>was</th><th>is</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${rest}`;
}
