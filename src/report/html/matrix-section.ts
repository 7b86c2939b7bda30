import type { IsolationMatrix } from '../compliance';
import { escaped, grouped } from './escape';

/** Who acted × who could have been affected. A cell says how many actions were watched, and how many findings there were. */
export function matrixSection(matrix: IsolationMatrix): string {
  const cells = new Map(matrix.cells.map((cell) => [`${cell.actor}|${cell.victim}`, cell]));
  const rows = matrix.actors.map((actor) => {
    const columns = matrix.victims.map((victim) => {
      const cell = cells.get(`${actor}|${victim}`);
      if (cell === undefined) return '<td class="none"><span class="sub">not watched</span></td>';
      const held = cell.findings === 0;
      return `<td class="${held ? 'held' : 'hit'}"><b><i aria-hidden="true">${held ? '✔' : '✘'}</i> ${cell.findings === 0 ? 'no finding' : `${cell.findings} finding${cell.findings === 1 ? '' : 's'}`}</b><span class="sub">${grouped(cell.actions)} actions</span></td>`;
    });
    return `<tr><th scope="row">${escaped(actor)}</th>${columns.join('')}</tr>`;
  });
  return `<section id="matrix"><h2>Isolation matrix</h2>
<p>Rows: who acted. Columns: whom the action could have reached. Each watched action was checked against everyone in its row; an effect that the policy does not allow is a finding.</p>
<div class="scroll"><table class="matrix"><thead><tr><th>actor ↓ &nbsp; victim →</th>${matrix.victims.map((victim) => `<th scope="col">${escaped(victim)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>
</section>`;
}
