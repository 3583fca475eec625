/** Cards asked for at the insurer's gateway, and as whom. */
export { CardPage } from './CardPage.tsx';
export { GatewayAccountLine } from './GatewayAccountLine.tsx';
