export { correct, type Change, type Changed, type Corrected } from './correct.ts';
export { carriesOver } from './whole.ts';
export { FIXED_FIELDS, misfitOf } from './misfit.ts';
