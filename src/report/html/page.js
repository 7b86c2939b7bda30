'use strict';
// Unfolds rules and scenarios of the report and filters them. Plain JavaScript, no network, nothing stored.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const { rules, scenarios, texts, pictures, results } = data;
  const text = (at) => (at < 0 ? '' : texts[at]);
  const $ = (id) => document.getElementById(id);

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  const resultMark = (result) => {
    const [sign, word] = results[result];
    const mark = element('span', { class: `mark r-${result}` });
    mark.append(element('i', { 'aria-hidden': 'true' }, sign), ` ${word}`);
    return mark;
  };

  const STEP = {
    P: ['passed', '✔'],
    F: ['failed', '✘'],
    S: ['skipped', '–'],
    N: ['not_run', '…'],
    U: ['failed', '?'],
    A: ['failed', '?'],
  };

  const stepLine = ([at, error, status, argument]) => {
    const [name, sign] = STEP[status] ?? ['skipped', '?'];
    const line = text(at);
    const space = line.indexOf(' ');
    const made = element(
      'li',
      { class: `st-${name}` },
      element('i', { 'aria-hidden': 'true' }, sign),
      ' ',
      element('b', {}, line.slice(0, space)),
      line.slice(space),
    );
    if (argument >= 0) made.append(element('pre', { class: 'argument' }, text(argument)));
    if (error >= 0) made.append(element('pre', {}, text(error)));
    return made;
  };

  const findingLinks = (positions) =>
    positions.map((at) =>
      element('p', {}, element('a', { href: `#finding-${at + 1}` }, `Finding ${at + 1}`)),
    );

  const scenarioBody = ([, feature, , , reason, steps, traces, picture, captures, witness, findings]) => {
    const body = element('div', { class: 'body' });
    body.append(element('p', { class: 'note' }, text(feature)));
    if (reason >= 0) body.append(element('p', {}, text(reason)));
    body.append(...findingLinks(findings));
    body.append(element('ol', { class: 'steps' }, ...steps.map(stepLine)));
    if (traces.length > 0) {
      body.append(element('h4', {}, 'Ways of the frames'));
      const seen = new Set();
      const ways = traces.filter(([path, end]) => !seen.has(`${path} ${end}`) && seen.add(`${path} ${end}`));
      body.append(
        element(
          'ul',
          { class: 'ways' },
          ...ways.map(([path, end]) => element('li', {}, element('code', {}, text(path)), ` ${text(end)}`)),
        ),
      );
    }
    if (witness >= 0) {
      const shown = element('div');
      shown.innerHTML = text(witness);
      body.append(shown);
    }
    if (picture >= 0) {
      const figure = element('figure');
      figure.innerHTML = pictures[picture];
      body.append(figure);
    }
    for (const file of captures)
      body.append(
        element('p', { class: 'note' }, 'Frames: ', element('a', { href: text(file) }, text(file))),
      );
    return body;
  };

  const scenarioItem = (scenario) => {
    const item = element('li', { class: 'scenario' });
    const button = element(
      'button',
      { type: 'button', 'aria-expanded': 'false' },
      resultMark(scenario[3]),
      ` ${text(scenario[2])}`,
      element('code', {}, text(scenario[0])),
    );
    button.addEventListener('click', () => {
      const open = item.querySelector('.body');
      button.setAttribute('aria-expanded', String(!open));
      if (open) open.remove();
      else item.append(scenarioBody(scenario));
    });
    item.append(button);
    return item;
  };

  // ---------------------------------------------------------------- rules

  const rows = Array.from($('rule-rows').querySelectorAll('tr[data-i]'));
  const headings = Array.from($('rule-rows').querySelectorAll('tr.subject'));

  const ruleDetail = (rule) => {
    const cell = element('td', { colspan: '6' });
    cell.append(element('p', {}, element('b', {}, rule.r)));
    const list = element('dl');
    const fact = (name, value) => value && list.append(element('dt', {}, name), element('dd', {}, value));
    fact('status', rule.w ? `${rule.s}: ${rule.w}` : rule.s);
    fact('observed by', rule.o);
    fact('source', rule.f);
    fact('note', rule.n);
    fact('component', rule.c);
    fact('shown by', rule.v === 'model' ? 'a model or a device' : 'review of a driver only');
    if (rule.a)
      fact(
        'the watch',
        `decided it in ${rule.a} passed scenario${rule.a === 1 ? '' : 's'}: those with an action that could have broken it, or in which the whole state was gone through`,
      );
    cell.append(list);
    cell.append(...findingLinks(rule.g));
    if (rule.e.length > 0) {
      cell.append(element('h4', {}, `Evidence: ${rule.e.length} scenario${rule.e.length === 1 ? '' : 's'}`));
      const evidence = element('ul', { class: 'evidence' });
      const show = (from) => {
        for (const at of rule.e.slice(from, from + 30)) evidence.append(scenarioItem(scenarios[at]));
        if (rule.e.length > from + 30) {
          const more = element(
            'button',
            { type: 'button', class: 'more' },
            `Show more (${rule.e.length - from - 30})`,
          );
          more.addEventListener('click', () => {
            more.remove();
            show(from + 30);
          });
          cell.append(more);
        }
      };
      show(0);
      cell.append(evidence);
    }
    return element('tr', { class: 'detail' }, cell);
  };

  const toggleRule = (row, open) => {
    const button = row.querySelector('.open');
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    if (isOpen === open) return;
    button.setAttribute('aria-expanded', String(open));
    if (open) row.after(ruleDetail(rules[Number(row.dataset.i)]));
    else if (row.nextElementSibling?.classList.contains('detail')) row.nextElementSibling.remove();
  };

  $('rule-rows').addEventListener('click', (event) => {
    const button = event.target.closest('.open');
    if (button) toggleRule(button.closest('tr'), button.getAttribute('aria-expanded') !== 'true');
  });

  const haystacks = rules.map((rule) => `${rule.i} ${rule.t} ${rule.r}`.toLowerCase());
  const selects = Array.from(document.querySelectorAll('[data-filter]'));
  const KEYS = { status: 's', subject: 'u', level: 'l', component: 'c' };

  const filterRules = () => {
    const words = $('rule-search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = selects
      .filter((each) => each.value !== '')
      .map((each) => [KEYS[each.dataset.filter], each.value]);
    const scope = $('rule-scope').checked;
    let shown = 0;
    for (const row of rows) {
      const at = Number(row.dataset.i);
      const rule = rules[at];
      const fits =
        (!scope || rule.x === 1) &&
        wanted.every(([key, value]) => rule[key] === value) &&
        words.every((word) => haystacks[at].includes(word));
      if (!fits) toggleRule(row, false);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    const subjects = new Set(rows.filter((row) => !row.hidden).map((row) => rules[Number(row.dataset.i)].u));
    for (const heading of headings) heading.hidden = !subjects.has(heading.textContent);
    $('rule-count').textContent = `${shown} of ${rules.length} rules`;
  };

  for (const control of [...selects, $('rule-search'), $('rule-scope')])
    control.addEventListener('input', filterRules);
  $('rule-filters').addEventListener('submit', (event) => event.preventDefault());

  const showRule = (anchor) => {
    const row = document.getElementById(anchor);
    if (!row) return;
    row.hidden = false;
    toggleRule(row, true);
    row.scrollIntoView({ block: 'center' });
  };

  // ---------------------------------------------------------------- scenarios

  const PAGE = 60;
  const names = scenarios.map((each) => `${text(each[2])} ${text(each[1])} ${text(each[0])}`.toLowerCase());
  let found = [];
  let drawn = 0;

  const draw = (count) => {
    $('scenario-list').append(...found.slice(drawn, drawn + count).map((at) => scenarioItem(scenarios[at])));
    drawn = Math.min(drawn + count, found.length);
    $('scenario-more').hidden = drawn >= found.length;
  };

  const filterScenarios = () => {
    const words = $('scenario-search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const result = $('scenario-result').value;
    found = scenarios.flatMap((each, at) =>
      (result === '' || each[3] === result) && words.every((word) => names[at].includes(word)) ? [at] : [],
    );
    $('scenario-list').replaceChildren();
    drawn = 0;
    draw(PAGE);
    $('scenario-count').textContent = `${found.length} of ${scenarios.length} scenarios`;
  };

  $('scenario-search').addEventListener('input', filterScenarios);
  $('scenario-result').addEventListener('input', filterScenarios);
  $('scenario-more').addEventListener('click', () => draw(PAGE));
  $('scenario-filters').addEventListener('submit', (event) => event.preventDefault());

  const showScenario = (at) => {
    if (scenarios[at] === undefined) return;
    $('scenario-search').value = text(scenarios[at][0]);
    $('scenario-result').value = '';
    filterScenarios();
    const item = $('scenario-list').children[found.indexOf(at)];
    item.querySelector('button').click();
    item.scrollIntoView({ block: 'center' });
  };

  // ---------------------------------------------------------------- links and paper

  const followAnchor = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    if (anchor.startsWith('rule-')) showRule(anchor);
    else if (/^scenario-\d+$/.test(anchor)) showScenario(Number(anchor.slice(9)) - 1);
  };
  addEventListener('hashchange', followAnchor);

  // Paper has no filters to clear and nothing to unfold: it gets every scenario's line and every folded part. Rules that
  // a filter hides are shown by the style sheet.
  let folded = [];
  let filtered;
  addEventListener('beforeprint', () => {
    folded = Array.from(document.querySelectorAll('details:not([open])'));
    for (const each of folded) each.open = true;
    if (found.length < scenarios.length) {
      filtered = { nodes: Array.from($('scenario-list').childNodes), found, drawn };
      found = scenarios.map((_, at) => at);
      drawn = 0;
      $('scenario-list').replaceChildren();
    }
    draw(Infinity);
  });
  addEventListener('afterprint', () => {
    for (const each of folded) each.open = false;
    if (filtered === undefined) return;
    ({ found, drawn } = filtered);
    $('scenario-list').replaceChildren(...filtered.nodes);
    $('scenario-more').hidden = drawn >= found.length;
    filtered = undefined;
  });

  filterRules();
  filterScenarios();
  followAnchor();
})();
