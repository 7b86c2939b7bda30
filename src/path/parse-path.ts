import { nearest } from '../terms/nearest';
import { MANAGEMENT_OS } from '../terms/party';
import { failed, ok, type Result } from '../terms/result';
import { NIC_SWITCH_HOP, PHYSICAL_PORT_HOP } from './hop-name';

const FIXED = [NIC_SWITCH_HOP, 'default VPort', 'PF', PHYSICAL_PORT_HOP, MANAGEMENT_OS];
const EXAMPLE = 'web > VF 1 > NIC switch > VF 2 > db';

/**
 * Reads a path as features write it into its hops' names.
 * @param known names of parties and switches of the testbed; absent: every name is taken.
 * Errors name the path, the hop, what was expected and the right spelling where one is near.
 */
export function parsePath(text: string, known?: readonly string[]): Result<readonly string[]> {
  const hops = text.split('>').map(unquoted);
  if (text.trim() === '') return failed(`a path is empty; expected hops like ${EXAMPLE}`);
  if (hops.length < 2)
    return failed(`"${text}" is not a path; expected two or more hops with " > " between, like ${EXAMPLE}`);
  for (const [index, hop] of hops.entries()) {
    const mistake = mistakeIn(hop, known);
    if (mistake !== undefined) return failed(`hop ${index + 1} of the path "${text}" ${mistake}`);
  }
  return ok(hops);
}

const unquoted = (hop: string): string => hop.trim().replace(/^"(.*)"$/, '$1');

function mistakeIn(hop: string, known: readonly string[] | undefined): string | undefined {
  if (hop === '') return 'is empty';
  if (FIXED.includes(hop) || known?.includes(hop) === true) return undefined;
  return numberedMistake(hop) ?? spellingMistake(hop) ?? unknownName(hop, known);
}

/** VFs and nondefault VPorts count from 1. */
function numberedMistake(hop: string): string | undefined {
  const match = /^(vf|vport)\s*#?(-?\d+)$/i.exec(hop);
  if (match === null) return undefined;
  const noun = match[1]?.toLowerCase() === 'vf' ? 'VF' : 'VPort';
  const ordinal = Number(match[2]);
  if (ordinal < 1) return `is "${hop}"; ${noun === 'VF' ? 'VFs count' : 'nondefault VPorts count'} from 1`;
  const right = `${noun} ${ordinal}`;
  return hop === right ? undefined : `is "${hop}"; write "${right}"`;
}

const flat = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

function spellingMistake(hop: string): string | undefined {
  const right = FIXED.find((name) => flat(name) === flat(hop));
  return right === undefined ? undefined : `is "${hop}"; write "${right}"`;
}

function unknownName(hop: string, known: readonly string[] | undefined): string | undefined {
  if (known === undefined || /^(VF|VPort) [1-9]\d*$/.test(hop)) return undefined;
  const names = Array.from(new Set([...known, ...FIXED]));
  return `is "${hop}", which is no partition, switch or station here${nearest(hop, names)}; known are ${names.join(', ')}`;
}
