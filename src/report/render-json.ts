import type { Compliance } from './compliance';

export const renderJson = (compliance: Compliance): string => `${JSON.stringify(compliance, null, 1)}\n`;
