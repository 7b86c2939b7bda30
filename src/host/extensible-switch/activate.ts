import { withSettings, type ExtensibleSwitch } from './extensible-switch';
import { enabledExtensions, namesOf } from './extension-stack';
import { introductionQueries } from './query';
import { refusal, refused, succeeded, SUCCESS, type SwitchResult } from './switch-outcome';

/** Enabled extensions meet a new switch: while it is not active they ask for its parameters alone (XSW-SWITCH-08, 09). */
export const bindExtensions = (sw: ExtensibleSwitch): SwitchResult =>
  succeeded(
    sw,
    enabledExtensions(sw).flatMap((extension) => introductionQueries(sw, extension)),
  );

/** NetEventSwitchActivate; from now on extensions may ask for ports, adapters and properties (XSW-SWITCH-08). */
export function activate(sw: ExtensibleSwitch): SwitchResult {
  if (sw.settings.isActive)
    return refused(
      sw,
      refusal('XSW-SWITCH-08', `"${sw.settings.name}" is active`, 'NDIS_STATUS_INVALID_STATE'),
    );
  const next = withSettings(sw, { isActive: true });
  const extensions = enabledExtensions(next);
  return {
    switch: next,
    outcome: SUCCESS,
    events: [
      { kind: 'net-event', name: 'NetEventSwitchActivate', seenBy: namesOf(extensions) },
      ...extensions.flatMap((extension) => introductionQueries(next, extension).slice(1)),
    ],
  };
}
