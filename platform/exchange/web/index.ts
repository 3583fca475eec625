/** What must go out, and what became of it. */
export { isOnItsWay, messageSchema, messagesQuery, summaryQuery, WATCH } from './api.ts';
export type { Message, MessageState } from './api.ts';
export { MessagePage } from './MessagePage.tsx';
export { MessagesPage } from './MessagesPage.tsx';
export { Sending, StateMark } from './StateMark.tsx';
export { useDestinationWord, useKeyWord, useMessageWord } from './words.ts';
export { WaitingLink } from './WaitingLink.tsx';
export { DaysPage } from './day/DaysPage.tsx';
export { DayPage } from './day/DayPage.tsx';
export { ListPage } from './day/ListPage.tsx';
export { FormPage } from './form/FormPage.tsx';
