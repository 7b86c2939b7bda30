import { OID_NAMES } from '../../../terms/oid';
import type { RequestHandler } from '../../adapter-context';
import { succeeded } from '../oid-reply';
import { REQUEST_FORMS } from '../structures/requests';

/** Every OID that goes to the PF miniport itself (PF-OID-02, BLOCK-MODEL-06). */
const SUPPORTED = OID_NAMES.filter((oid) =>
  Object.values(REQUEST_FORMS[oid] ?? {}).some((form) => form.answeredBy === 'pf-miniport'),
);

export const supportedList: RequestHandler = ({ state }) =>
  succeeded(state, { SupportedList: SUPPORTED.map((Oid) => ({ Oid })) });

/** Counters of the physical port and of the PF's own traffic: the PF alone sees totals (C6). */
export const statistics: RequestHandler = ({ state }) =>
  succeeded(state, {
    ifInFrames: state.pf.statistics.framesIn,
    ifOutFrames: state.pf.statistics.framesOut,
    portInFrames: state.nicSwitch?.port.framesIn ?? 0,
    portOutFrames: state.nicSwitch?.port.framesOut ?? 0,
  });
