import { z } from 'zod';

/** What is asked of the renderer: a whole template, data as JSON text, seconds since 1970 for the dates inside the PDF. */
export const requestSchema = z.object({ id: z.number(), source: z.string(), data: z.string(), at: z.number() });
export type RenderRequest = z.output<typeof requestSchema>;

/** Its answer: a PDF, or why not; the reason quotes nothing of the data. */
export const answerSchema = z.union([z.object({ id: z.number(), pdf: z.instanceof(Uint8Array) }), z.object({ id: z.number(), error: z.string() })]);
export type RenderAnswer = z.output<typeof answerSchema>;
