import { textOf, type Json } from '../../json.ts';
import { choiceIn, distinct, has, isOneOf, listedIn, notBoth, objectsIn, type Natives } from './member.ts';

const is = (value: Json, ...types: string[]): boolean => isOneOf(value, 'type', types);

/** linkId of every item below, at any depth. */
function linkIds(value: Json): string[] {
  return objectsIn(value, 'item').flatMap((item) => [...(item['linkId'] === undefined ? [] : [textOf(item, 'linkId')]), ...linkIds(item)]);
}

/** Constraints of questionnaires and their answers. */
export const FORMS: Natives = {
  'Questionnaire que-2': (value) => distinct(linkIds(value)),
  'Questionnaire.item que-1': (value) => (!is(value, 'group') || has(value, 'item')) && (!is(value, 'display') || !has(value, 'item')),
  'Questionnaire.item que-3': (value) => !is(value, 'display') || !has(value, 'code'),
  'Questionnaire.item que-4': notBoth('answerOption', 'answerValueSet'),
  'Questionnaire.item que-5': (value) => is(value, 'choice', 'open-choice', 'decimal', 'integer', 'date', 'dateTime', 'time', 'string', 'quantity') || (!has(value, 'answerValueSet') && !has(value, 'answerOption')),
  'Questionnaire.item que-6': (value) => !is(value, 'display') || (!has(value, 'required') && !has(value, 'repeats')),
  'Questionnaire.item que-8': (value) => !is(value, 'group', 'display') || !has(value, 'initial'),
  'Questionnaire.item que-9': (value) => !is(value, 'display') || !has(value, 'readOnly'),
  'Questionnaire.item que-10': (value) => is(value, 'boolean', 'decimal', 'integer', 'string', 'text', 'url', 'open-choice') || !has(value, 'maxLength'),
  'Questionnaire.item que-11': notBoth('answerOption', 'initial'),
  // The published expression lets two pass, its own sentence and the later correction do not.
  'Questionnaire.item que-12': (value) => listedIn(value, 'enableWhen') <= 1 || has(value, 'enableBehavior'),
  'Questionnaire.item que-13': (value) => value['repeats'] === true || listedIn(value, 'initial') <= 1,
  'Questionnaire.item.enableWhen que-7': (value) => textOf(value, 'operator') !== 'exists' || [undefined, 'answerBoolean'].includes(choiceIn(value, 'answer')),
  'QuestionnaireResponse.item qrs-1': notBoth('answer', 'item'),
};
