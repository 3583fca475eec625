import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import type { DoorAccount } from './account.ts';
import { readPayload } from './body/payload.ts';
import type { PayloadNote } from './body/payload.ts';
import { DOOR_FAULTS } from './faults.ts';
import { lookAt } from './look.ts';
import type { Kind } from './look.ts';
import { receiveFile } from './receipt.ts';
import type { Receipt } from './receipt.ts';

export interface Service {
  /** `guiHoSoXmlQD3176` */
  readonly name: string;
  readonly kind: Kind;
  /** What the program says it sends: `0`, `130`, `12`. */
  readonly loaiHoSo: string;
}

type Value = (name: string) => string | undefined;

/** The fields that stand beside a file. @throws Fault door.parameter | door.foreign-facility */
export async function checkBeside(context: Context, policy: Policy, account: DoorAccount, service: Service, value: Value): Promise<void> {
  const username = value('username')?.trim();
  const facility = value('macskcb')?.trim() ?? '';
  const province = value('matinh')?.trim();
  if (value('loaihoso')?.trim() !== service.loaiHoSo) throw new Fault(DOOR_FAULTS.parameter, { what: `loaiHoSo phải là ${service.loaiHoSo}` });
  if (facility === '') throw new Fault(DOOR_FAULTS.parameter, { what: 'thiếu maCSKCB' });
  if (province !== undefined && province !== '' && province !== facility.slice(0, 2)) throw new Fault(DOOR_FAULTS.parameter, { what: 'maTinh không phải hai ký tự đầu của maCSKCB' });
  if (username !== undefined && username !== '' && username.toLowerCase() !== account.username.toLowerCase()) throw new Fault(DOOR_FAULTS.parameter, { what: 'username khác tài khoản đã lấy token' });
  await mustBeOwn(context, policy, account, facility);
}

/** @param text the field with the file, one character a byte @param limit bytes of the file @throws Fault door.* */
export async function takeFile(context: Context, policy: Policy, account: DoorAccount, service: Service, text: string, limit: number): Promise<{ readonly receipt: Receipt; readonly notes: readonly PayloadNote[] }> {
  const payload = readPayload(text);
  if (payload === undefined) throw new Fault(DOOR_FAULTS.parameter, { what: 'fileHSBase64 không phải chuỗi base64 chuẩn' });
  if (payload.bytes.length > limit) throw new Fault(DOOR_FAULTS.tooLarge);
  const facility = await lookAt(payload.bytes, service.kind, limit);
  if (facility !== '') await mustBeOwn(context, policy, account, facility);
  return { receipt: await receiveFile(context, policy, account, service.name, payload), notes: payload.notes };
}

/** @throws Fault door.foreign-facility, after it is in the trail */
export async function mustBeOwn({ db }: Context, policy: Policy, account: DoorAccount, facility: string): Promise<void> {
  if (facility === account.facility) return;
  await db.refuse(policy, { action: 'door.send', target: `door-account/${account.id}/foreign-facility` });
  throw new Fault(DOOR_FAULTS.foreignFacility, { username: account.username, facility: facility.slice(0, 10) });
}
