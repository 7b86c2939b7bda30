export { testFrame, type TestFrame } from './test-frame';
export { tokenOf } from './token';
