import type { Compliance } from '../compliance';
import { RESULT_CLASSES, RESULT_WORDS } from '../result-class';
import { escaped, plural } from './escape';

/** Drawn by the page's script, a screenful at a time. */
export function scenariosSection({ scenarios, counts }: Compliance): string {
  const results = RESULT_CLASSES.filter((each) => counts[each] > 0);
  return `<section id="scenarios"><h2>Scenarios</h2>
<p>${plural(scenarios.length, 'scenario')}. Open one to see its steps, the testbed and the frames’ ways.</p>
<form class="filters" id="scenario-filters" role="search" aria-label="Filter scenarios">
<label class="wide">Search<input type="search" id="scenario-search" placeholder="name, feature or file"></label>
<label>Result<select id="scenario-result"><option value="">any</option>${results.map((each) => `<option value="${each}">${escaped(RESULT_WORDS[each])}</option>`).join('')}</select></label>
<output id="scenario-count" aria-live="polite"></output>
</form>
<noscript><p class="note">The list of scenarios needs JavaScript; compliance.json holds the same.</p></noscript>
<ul id="scenario-list" class="scenario-list"></ul>
<button type="button" id="scenario-more" class="more" hidden>Show more</button>
</section>`;
}
