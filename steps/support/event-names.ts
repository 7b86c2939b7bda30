import { OID_NAMES } from '../../src/terms/oid';
import { FeatureMistake } from '../../src/target/target';
import { nearest } from '../../src/terms/nearest';

/** What the log calls what is no request; requests are called by their OID. Refused names are the ones that never come. */
const EVENT_NAMES = `
  NdisAllocateSharedMemory NdisFreeSharedMemory block-notice config-block conventional-reset data-path driver-violation
  effect-abandoned filter-attach filter-detach flr-request forge-interrupt frame-discarded guest-crash hypervisor-info
  interrupt interrupt-fault ioctl-complete ioctl-sent iommu-fault iommu-map iommu-unmap link miniport-halt
  miniport-initialize miniport-pause miniport-power miniport-reset miniport-restart miniport-shutdown
  miniport-surprise-removal netvsc-bind netvsc-unbind nic-updated no-vf-driver oid oid-complete partition-migrated
  partition-running partition-saved partition-started partition-stopped partition-suspended pnp-arrival
  pnp-query-remove pnp-removal pnp-surprise-removal power-request protocol-bind protocol-unbind receive-buffers-posted
  removal-timeout serial-number stray-dma switch-commit switch-filtered switch-frame-seen switch-net-event switch-oid
  switch-query switch-reference switch-remove-vf switch-violation synthetic-path vf-miniport-halt
  vf-miniport-initialize vf-miniport-pause vf-miniport-reset vf-miniport-restart vf-oid vf-packet-filter vf-reassigned
  virtualization vmbus vsp-notification wire-frame`
  .trim()
  .split(/\s+/);

const KNOWN: readonly string[] = [...EVENT_NAMES, ...OID_NAMES];

/** Of an event that nobody knows every absence would be true. OIDs of the extensible switch are taken as they are. */
export function knownEvent(name: string): string {
  if (KNOWN.includes(name) || name.startsWith('OID_SWITCH_')) return name;
  throw new FeatureMistake(
    `there is no event "${name}"${nearest(name, KNOWN)}; known are OIDs and ${EVENT_NAMES.join(', ')}`,
  );
}
