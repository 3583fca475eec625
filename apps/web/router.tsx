import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { readMessageSearch } from '#platform/exchange/rules';
import { isSignedOut } from '#platform/ui';
import { AccountPage, AccountsPage, ImportPage, InvitationPage, MergersPage, meQuery, MyAccountPage, ResetPage } from '#platform/identity/web';
import { NotFound, RouteFault, RouteWaiting } from './shell/edges.tsx';
import { Shell } from './shell/Shell.tsx';
import { SignInPage } from './shell/SignInPage.tsx';

/** Why a sign-in through an outside provider came to nothing. */
const OUTSIDE = ['ngoai', 'chua-gan'] as const;
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
/** A code of figures: an address bar's are read as a number. */
const code = (value: unknown) => (typeof value === 'number' ? String(value) : text(value));
const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound, errorComponent: RouteFault });

const signIn = createRoute({
  getParentRoute: () => root, path: 'dang-nhap', component: SignInPage,
  validateSearch: (search): { ve?: string; loi?: 'ngoai' | 'chua-gan' } => {
    const ve = text(search['ve']);
    const loi = OUTSIDE.find((one) => one === search['loi']);
    return { ...(ve === undefined ? {} : { ve }), ...(loi === undefined ? {} : { loi }) };
  },
});

const openid = () => import('#platform/openid/web');
/** Between a program and the record: outside the frame, nothing else to do here. */
const consent = createRoute({ getParentRoute: () => root, path: 'dong-y/$uid', component: lazyRouteComponent(openid, 'ConsentPage') });
const invitation = createRoute({ getParentRoute: () => root, path: 'loi-moi', component: InvitationPage });
const reset = createRoute({ getParentRoute: () => root, path: 'quen-mat-khau', component: ResetPage });

/** All that needs an account. */
const inside = createRoute({
  getParentRoute: () => root, id: 'trong', component: Shell, errorComponent: RouteFault, pendingComponent: RouteWaiting,
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery).catch((error: unknown) => {
      if (!isSignedOut(error)) throw error;
      // Addresses inside the product hold no personal data, so one may stand in another.
      throw redirect({ to: '/dang-nhap', search: location.href === '/' ? {} : { ve: location.href } });
    });
    // Nothing opens before the second factor that is asked for is there.
    if (me.enrolling && location.pathname !== '/tai-khoan-cua-toi') throw redirect({ to: '/tai-khoan-cua-toi' });
  },
});

const claim = () => import('#domains/claim/web');
const conformance = () => import('#domains/conformance/web');
const door = () => import('#domains/claim/door/web');
const insurer = () => import('#domains/claim/insurer/web');
const person = () => import('#domains/person/web');
const exchange = () => import('#platform/exchange/web');
const access = () => import('#platform/access/web');
const audit = () => import('#platform/audit/web');
const catalogue = () => import('#platform/catalogue/web');
const parent = { getParentRoute: () => inside } as const;

const routes = [
  createRoute({ ...parent, path: '/', component: lazyRouteComponent(() => import('./today/TodayPage.tsx'), 'FirstPage') }),
  createRoute({ ...parent, path: 'nhan-ho-so', component: lazyRouteComponent(claim, 'IntakesPage') }),
  createRoute({ ...parent, path: 'nhan-ho-so/$id', component: lazyRouteComponent(claim, 'IntakePage') }),
  createRoute({
    ...parent, path: 'ho-so/$id', component: lazyRouteComponent(claim, 'DossierPage'),
    // `o` names a cell of the standard, `XML1.1.MA_BENH_CHINH`; `sua`: it is to be corrected.
    validateSearch: (search): { ban?: number; o?: string; sua?: true } => {
      const o = text(search['o']);
      return { ...(typeof search['ban'] === 'number' ? { ban: search['ban'] } : {}), ...(o === undefined ? {} : { o }), ...(search['sua'] === true ? { sua: true } : {}) };
    },
  }),
  createRoute({ ...parent, path: 'nguoi-dan', component: lazyRouteComponent(person, 'PeoplePage') }),
  createRoute({
    ...parent, path: 'nguoi-dan/$id', component: lazyRouteComponent(person, 'PersonPage'),
    validateSearch: (search): { ngay?: string; xem?: 'noi' | 'ai' } => {
      const ngay = text(search['ngay']);
      return { ...(ngay === undefined ? {} : { ngay }), ...(search['xem'] === 'noi' || search['xem'] === 'ai' ? { xem: search['xem'] } : {}) };
    },
  }),
  createRoute({ ...parent, path: 'cho-xac-dinh', component: lazyRouteComponent(person, 'CasesPage') }),
  createRoute({ ...parent, path: 'doi-chieu-dan-cu', component: lazyRouteComponent(person, 'NationalPage') }),
  createRoute({
    ...parent, path: 'lien-thong', component: lazyRouteComponent(exchange, 'MessagesPage'),
    validateSearch: readMessageSearch,
  }),
  createRoute({ ...parent, path: 'lien-thong/co-so', component: lazyRouteComponent(door, 'ConnectedPage') }),
  createRoute({
    ...parent, path: 'lien-thong/ngay', component: lazyRouteComponent(exchange, 'DaysPage'),
    validateSearch: (search): { coSo?: string } => { const coSo = code(search['coSo']); return coSo === undefined ? {} : { coSo }; },
  }),
  createRoute({ ...parent, path: 'lien-thong/ngay/$facility/$destination/$day', component: lazyRouteComponent(exchange, 'DayPage') }),
  createRoute({
    ...parent, path: 'lien-thong/danh-sach', component: lazyRouteComponent(exchange, 'ListPage'),
    validateSearch: (search): { noi?: string; ngay?: string; coSo?: string } => {
      const [noi, ngay, coSo] = [text(search['noi']), text(search['ngay']), code(search['coSo'])];
      return { ...(noi === undefined ? {} : { noi }), ...(ngay !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(ngay) ? { ngay } : {}), ...(coSo === undefined ? {} : { coSo }) };
    },
  }),
  createRoute({ ...parent, path: 'lien-thong/giam-dinh', component: lazyRouteComponent(exchange, 'FormPage') }),
  createRoute({ ...parent, path: 'lien-thong/$id', component: lazyRouteComponent(exchange, 'MessagePage') }),
  createRoute({ ...parent, path: 'cong-tac', component: lazyRouteComponent(() => import('./demo/SwitchesPage.tsx'), 'SwitchesPage') }),
  createRoute({ ...parent, path: 'tra-the', component: lazyRouteComponent(insurer, 'CardPage') }),
  createRoute({ ...parent, path: 'phong-thu', component: lazyRouteComponent(conformance, 'LabPage') }),
  createRoute({ ...parent, path: 'danh-muc', component: lazyRouteComponent(catalogue, 'ListsPage') }),
  createRoute({ ...parent, path: 'danh-muc/co-so', component: lazyRouteComponent(catalogue, 'ApprovedPage') }),
  createRoute({ ...parent, path: 'danh-muc/quy-tac', component: lazyRouteComponent(claim, 'RulesPage') }),
  createRoute({
    ...parent, path: 'danh-muc/can-cu', component: lazyRouteComponent(catalogue, 'LawPage'),
    validateSearch: (search): { dieu?: string } => { const dieu = text(search['dieu']); return dieu === undefined ? {} : { dieu }; },
  }),
  createRoute({
    ...parent, path: 'danh-muc/$list', component: lazyRouteComponent(catalogue, 'ListPage'),
    validateSearch: (search): { ma?: string } => { const ma = text(search['ma']); return ma === undefined ? {} : { ma }; },
  }),
  createRoute({ ...parent, path: 'chuong-trinh', component: lazyRouteComponent(openid, 'ProgramsPage') }),
  createRoute({ ...parent, path: 'tai-khoan-cua-toi', component: MyAccountPage }),
  createRoute({ ...parent, path: 'tai-khoan', component: AccountsPage }),
  createRoute({ ...parent, path: 'tai-khoan/nhap-excel', component: ImportPage }),
  createRoute({ ...parent, path: 'tai-khoan/sap-nhap', component: MergersPage }),
  createRoute({ ...parent, path: 'tai-khoan/$id', component: AccountPage }),
  createRoute({ ...parent, path: 'danh-muc/$list/$code', component: lazyRouteComponent(catalogue, 'CodePage') }),
  createRoute({ ...parent, path: 'toi-duoc-xem', component: lazyRouteComponent(access, 'MinePage') }),
  createRoute({ ...parent, path: 'mo-khan-cap', component: lazyRouteComponent(access, 'OpeningsPage') }),
  createRoute({ ...parent, path: 'chinh-sach-truy-cap', component: lazyRouteComponent(access, 'PoliciesPage') }),
  createRoute({ ...parent, path: 'ai-duoc-xem', component: lazyRouteComponent(access, 'MyWhoPage') }),
  createRoute({ ...parent, path: 'ai-duoc-xem/$id', component: lazyRouteComponent(access, 'WhoPage') }),
  createRoute({ ...parent, path: 'ai-da-xem', component: lazyRouteComponent(audit, 'AccessesPage') }),
  createRoute({ ...parent, path: 'nhat-ky', component: lazyRouteComponent(audit, 'InspectorPage') }),
  createRoute({ ...parent, path: 'nhat-ky/canh-bao', component: lazyRouteComponent(audit, 'AlertsPage') }),
  createRoute({ ...parent, path: 'nhat-ky/$id', component: lazyRouteComponent(audit, 'EventPage') }),
] as const;

/** Open to everybody: a proof is verified without an account. */
const verifying = createRoute({ getParentRoute: () => root, path: 'xac-minh', component: lazyRouteComponent(audit, 'ProofPage') });

const tree = root.addChildren([signIn, consent, verifying, invitation, reset, inside.addChildren(routes)]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree, context: { client }, defaultPreload: 'intent', defaultPendingComponent: RouteWaiting, defaultErrorComponent: RouteFault, defaultNotFoundComponent: NotFound,
    scrollRestoration: true, defaultPendingMs: 300,
  });
}

declare module '@tanstack/react-router' {
  interface Register { router: ReturnType<typeof makeRouter> }
}
