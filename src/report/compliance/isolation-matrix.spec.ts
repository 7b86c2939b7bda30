import { expect } from 'chai';
import type { ScenarioResult } from '../compliance';
import { isolationMatrix } from './isolation-matrix';

const found = (actor: string, victim: string): ScenarioResult =>
  ({ findings: [{ actor, victim }] }) as unknown as ScenarioResult;

describe('the isolation matrix', () => {
  it('adds the watches up, in one order, and leaves out what was never watched', () => {
    const matrix = isolationMatrix(
      [
        { 'wire > PF': 1, 'VF > another VF': 2 },
        { 'VF > another VF': 3, 'VF > a colleague': 1 },
      ],
      [],
    );
    expect(matrix.actors).to.deep.equal(['VF', 'wire']);
    expect(matrix.victims).to.deep.equal(['another VF', 'PF', 'a colleague']);
    expect(matrix.cells).to.deep.equal([
      { actor: 'VF', victim: 'another VF', actions: 5, findings: 0 },
      { actor: 'VF', victim: 'a colleague', actions: 1, findings: 0 },
      { actor: 'wire', victim: 'PF', actions: 1, findings: 0 },
    ]);
  });

  const places: readonly (readonly [actor: string, victim: string, row: string, column: string])[] = [
    ['vf:0', 'vf:1', 'VF', 'another VF'],
    ['vf:0', 'vf:0', 'VF', 'the actor itself'],
    ['vf:0', 'partition:db', 'VF', 'another partition'],
    ['NIC2/vf:0', 'NIC2/vf:1', 'VF', 'another VF'],
    ['pf↓vf:0', 'vf:0', 'PF for one VF', 'the actor itself'],
    ['pf↓vf:0', 'vf:1', 'PF for one VF', 'another VF'],
    ['pf↓NIC2/vf:0', 'pf', 'PF for one VF', 'PF'],
    ['pf↓partition:web', 'vf:1', 'PF for one partition', 'another VF'],
    ['pf↓switch', 'vf:1', 'PF for all', 'another VF'],
    ['NIC2/pf↓switch', 'wire', 'PF for all', 'wire'],
    ['pf', 'NIC2/pf', 'PF', 'PF'],
    ['partition:a/b', 'device', 'partition', 'device'],
    ['device', 'vf:0', 'device', 'another VF'],
  ];
  for (const [actor, victim, row, column] of places)
    it(`counts a finding of ${actor} on ${victim} at ${row} × ${column}`, () => {
      expect(isolationMatrix([], [found(actor, victim)]).cells).to.deep.equal([
        { actor: row, victim: column, actions: 0, findings: 1 },
      ]);
    });
});
