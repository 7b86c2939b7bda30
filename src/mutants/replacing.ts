import type { AdapterParts } from '../device/adapter-context';
import { inParts, type Mutant } from './mutant';

type Planted = Mutant['planted'];

/** Replacements that get the part as it was, so that a fault adds to what is right. */
export const forwarding = (
  change: (was: AdapterParts['forwarding']) => Partial<AdapterParts['forwarding']>,
): Planted =>
  inParts((parts) => ({ ...parts, forwarding: { ...parts.forwarding, ...change(parts.forwarding) } }));

export const switchVerbs = (
  change: (was: AdapterParts['nicSwitch']) => Partial<AdapterParts['nicSwitch']>,
): Planted =>
  inParts((parts) => ({ ...parts, nicSwitch: { ...parts.nicSwitch, ...change(parts.nicSwitch) } }));

export const functionParts = (
  change: (was: AdapterParts['function']) => Partial<AdapterParts['function']>,
): Planted => inParts((parts) => ({ ...parts, function: { ...parts.function, ...change(parts.function) } }));

export const pcieParts = (change: (was: AdapterParts['pcie']) => Partial<AdapterParts['pcie']>): Planted =>
  inParts((parts) => ({ ...parts, pcie: { ...parts.pcie, ...change(parts.pcie) } }));

export const vfParts = (change: (was: AdapterParts['vf']) => Partial<AdapterParts['vf']>): Planted =>
  inParts((parts) => ({ ...parts, vf: { ...parts.vf, ...change(parts.vf) } }));

type Handler = AdapterParts['requests'][string];

/** @param key for example `OID_SRIOV_RESET_VF:set`. */
export const request = (key: string, change: (was: Handler) => Handler): Planted =>
  inParts((parts) => {
    const was = parts.requests[key];
    if (was === undefined) throw new Error(`there is no request handler ${key}`);
    return { ...parts, requests: { ...parts.requests, [key]: change(was) } };
  });
