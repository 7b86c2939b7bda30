import type { DeviceEffect, DeviceOutcome, DeviceRequest } from '../device/device';
import type { Boundary, Issuer, OidAnswer, OidRequest } from '../terms/oid';
import type { DropReason } from '../wire/trace';
import type { DeviceUpcall } from './device-upcall';
import { settleEffect } from './effects/settle-effect';
import type { HostCarrier } from './host-carrier';
import { hostEvent, type HostEvent } from './host-event';
import { adapterOf, changeAdapter, withAdapter, type HostMachine } from './host-machine';
import { oidEvent } from './ndis/oid-event';
import { admit } from './ndis/admit-request';
import { afterAnswer } from './ndis/after-answer';
import { issuerName, type IssuedRequest } from './ndis/ndis-adapter';
import { recordAnswer } from './ndis/record-answer';

/**
 * Effects that one request may lead to before the device counts as going round in circles. The most that an honest one
 * gives, a broadcast from a full ring to 4,096 VFs, is below half of it.
 */
const MAX_EFFECTS = 600_000;

const RESTLESS = {
  kind: 'refused',
  status: 'NDIS_STATUS_FAILURE',
  reason: `the device gave ${MAX_EFFECTS} effects and did not come to rest`,
} as const;

/**
 * The one carrier. Effects go through one queue in the order in which the device gave them, so frames keep their order;
 * requests made while an effect is settled (a guest's interrupt service, a dma completion) put theirs at its end.
 * NdisMEnableVirtualization alone is logged at once: the miniport calls it before it returns (VIRT-ENABLE-10, ORDER-HALT-06).
 */
export class HostSession implements HostCarrier {
  readonly events: HostEvent[] = [];
  readonly upcalls: DeviceUpcall[] = [];
  fetches = 0;
  unnamed: DropReason | undefined;
  private readonly queue: { readonly adapter: string; readonly effect: DeviceEffect }[] = [];
  private settling = false;

  constructor(public machine: HostMachine) {}

  device(adapter: string, request: DeviceRequest): DeviceOutcome {
    const outcome = this.apply(adapter, request);
    return this.settle() ? outcome : RESTLESS;
  }

  oid(adapter: string, issuer: Issuer, boundary: Boundary, request: OidRequest): OidAnswer {
    const issued = { issuer, request };
    const answer = boundary === 'ndis' ? this.throughNdis(adapter, issued) : this.atMiniport(adapter, issued);
    return this.settle() ? answer : RESTLESS;
  }

  log(event: HostEvent): void {
    this.events.push(event);
  }

  surface(upcall: DeviceUpcall): void {
    this.upcalls.push(upcall);
  }

  private apply(name: string, request: DeviceRequest): DeviceOutcome {
    const adapter = adapterOf(this.machine, name);
    const { state, outcome, effects } = adapter.device.apply(adapter.state, request);
    if (state !== adapter.state) this.machine = withAdapter(this.machine, { ...adapter, state });
    for (const effect of effects) {
      if (effect.kind === 'virtualization') settleEffect(this, name, effect);
      else this.queue.push({ adapter: name, effect });
    }
    return outcome;
  }

  /** @returns whether the devices came to rest; what a request inside of another leads to is settled by the outer one. */
  private settle(): boolean {
    if (this.settling) return true;
    this.settling = true;
    for (let count = 0; count < this.queue.length && count < MAX_EFFECTS; count++) {
      const { adapter, effect } = this.queue[count]!;
      if (effect.kind === 'oid-complete') this.complete(adapter, effect.request, effect.answer);
      else settleEffect(this, adapter, effect);
    }
    const left = this.queue.slice(MAX_EFFECTS);
    this.queue.length = 0;
    this.settling = false;
    for (const { adapter, effect } of left) this.abandon(adapter, effect);
    return left.length === 0;
  }

  /** Nothing more comes of it; a frame in it has its end all the same. */
  private abandon(adapter: string, effect: DeviceEffect): void {
    this.log(hostEvent('effect-abandoned', adapter, { effect: effect.kind }));
    const frame = 'received' in effect ? effect.received : effect;
    if (frame !== undefined && 'token' in frame)
      this.surface({ kind: 'dropped', adapter, token: frame.token, hops: frame.hops, reason: 'hop-limit' });
  }

  /** A test talks to MiniportOidRequest itself. NDIS still sees what passes it, as a filter driver's request would. */
  private atMiniport(adapter: string, issued: IssuedRequest): OidAnswer {
    const answer = this.callMiniport(adapter, issued.request);
    this.record(adapter, issued, answer);
    this.log(oidEvent(adapter, issued, answer, { boundary: 'miniport', miniportCalled: true }));
    return answer;
  }

  private throughNdis(adapter: string, issued: IssuedRequest): OidAnswer {
    const { ndis } = adapterOf(this.machine, adapter);
    const admission = admit(ndis, issued);
    if (admission.kind === 'answered') {
      this.log(oidEvent(adapter, issued, admission.answer, { boundary: 'ndis', miniportCalled: false }));
      return admission.answer;
    }
    if (ndis.pending !== undefined) return this.wait(adapter, issued);
    const forwarded = { ...issued, request: admission.request };
    const answer = this.record(adapter, forwarded, this.callMiniport(adapter, admission.request));
    this.log(oidEvent(adapter, forwarded, answer, { boundary: 'ndis', miniportCalled: true }));
    return answer;
  }

  /** One MiniportOidRequest at a time (OID-ROUTE-07). */
  private wait(name: string, issued: IssuedRequest): OidAnswer {
    this.machine = changeAdapter(this.machine, name, (adapter) => ({
      ...adapter,
      ndis: { ...adapter.ndis, waiting: [...adapter.ndis.waiting, issued] },
    }));
    const answer: OidAnswer = {
      kind: 'refused',
      status: 'NDIS_STATUS_PENDING',
      reason: 'the miniport holds an earlier request',
      rule: 'OID-ROUTE-07',
    };
    this.log(oidEvent(name, issued, answer, { boundary: 'ndis', miniportCalled: false }));
    return answer;
  }

  private callMiniport(adapter: string, request: OidRequest): OidAnswer {
    const outcome = this.apply(adapter, { kind: 'oid', request });
    if (outcome.kind === 'answer') return outcome.answer;
    const reason = outcome.kind === 'refused' ? outcome.reason : 'the miniport gave no answer';
    return { kind: 'refused', status: 'NDIS_STATUS_FAILURE', reason };
  }

  private record(name: string, issued: IssuedRequest, answer: OidAnswer): OidAnswer {
    const adapter = adapterOf(this.machine, name);
    const recorded = recordAnswer(
      adapter.ndis,
      issued,
      answer,
      () => adapter.device.view(adapter.state).nicSwitch?.numVPorts ?? 0,
    );
    if (recorded.ndis !== adapter.ndis)
      this.machine = withAdapter(this.machine, { ...adapter, ndis: recorded.ndis });
    this.machine = afterAnswer(this.machine, name, issued.request, recorded.answer);
    return recorded.answer;
  }

  /** NdisMOidRequestComplete: the issuer hears of it, and the next request's turn comes. */
  private complete(name: string, request: OidRequest, final: OidAnswer): void {
    const { pending } = adapterOf(this.machine, name).ndis;
    const issued = pending ?? { issuer: { kind: 'ndis' }, request };
    this.changeNdis(name, (ndis) => ({ ...ndis, pending: undefined }));
    const answer = this.record(name, issued, final);
    this.log(
      hostEvent('oid-complete', name, {
        oid: issued.request.oid,
        issuer: issuerName(issued.issuer),
        status: answer.kind === 'success' ? 'NDIS_STATUS_SUCCESS' : answer.status,
      }),
    );
    this.surface({ kind: 'oid-completed', adapter: name, ...issued, answer });
    this.serveNext(name);
  }

  private serveNext(name: string): void {
    const { pending, waiting } = adapterOf(this.machine, name).ndis;
    const [next, ...rest] = waiting;
    if (next === undefined || pending !== undefined) return;
    this.changeNdis(name, (ndis) => ({ ...ndis, waiting: rest }));
    const answer = this.throughNdis(name, next);
    if (answer.kind === 'refused' && answer.status === 'NDIS_STATUS_PENDING') return;
    this.surface({ kind: 'oid-completed', adapter: name, ...next, answer });
    this.serveNext(name);
  }

  private changeNdis(
    name: string,
    change: (ndis: ReturnType<typeof adapterOf>['ndis']) => ReturnType<typeof adapterOf>['ndis'],
  ): void {
    this.machine = changeAdapter(this.machine, name, (adapter) => ({
      ...adapter,
      ndis: change(adapter.ndis),
    }));
  }
}
