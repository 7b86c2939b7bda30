import type { Finding } from '../../src/isolation/finding';
import { renderPath } from '../../src/path/render-path';
import { actorKey, domainKey, domainName } from '../../src/terms/domain';
import type { Evidence } from '../../src/terms/evidence';

/** Findings as data for the report: first each by itself, then the changes among them as one difference. */
export function evidenceOfFindings(findings: readonly Finding[]): readonly Evidence[] {
  const changes = findings.flatMap((each) =>
    each.kind === 'state'
      ? [{ owner: domainName(each.victim), facet: each.facet, cell: each.cell, was: each.was, is: each.is }]
      : [],
  );
  const difference: readonly Evidence[] = changes.length === 0 ? [] : [{ kind: 'difference', changes }];
  return [...findings.map(evidenceOf), ...difference];
}

function evidenceOf(finding: Finding): Evidence {
  const common = {
    kind: finding.kind,
    law: finding.law,
    actor: actorKey(finding.actor),
    victim: domainKey(finding.victim),
    action: finding.action,
    sentence: finding.sentence,
    identity: finding.identity,
  };
  switch (finding.kind) {
    case 'state':
      return {
        kind: 'finding',
        finding: { ...common, facet: finding.facet, cell: finding.cell, was: finding.was, is: finding.is },
      };
    case 'delivery':
      return {
        kind: 'finding',
        finding: {
          ...common,
          fault: finding.fault,
          token: finding.token,
          due: finding.due,
          actual: finding.was,
          traces: finding.traces.map(renderPath),
        },
      };
    case 'invariant':
      return {
        kind: 'finding',
        finding: { ...common, invariant: finding.invariant, details: finding.details },
      };
  }
}
