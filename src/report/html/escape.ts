/** Text as HTML text or attribute value. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An anchor of a rule: the address that Allure and others link to. */
export const ruleAnchor = (id: string): string => `rule-${id}`;

/** @param position in the report's findings, from 0. */
export const findingAnchor = (position: number): string => `finding-${position + 1}`;

/** @param position in the report's scenarios, from 0. */
export const scenarioAnchor = (position: number): string => `scenario-${position + 1}`;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** `12 345` */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ');
