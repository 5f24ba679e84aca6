import { dateTime, decimal, flag, integer, lookup, name, object, text } from './fields';
import type { FieldDef, ObjectDef } from './types';

const READ_ONLY = {
  createable: false,
  updateable: false,
  deletable: false,
  undeletable: false,
  listed: false,
} as const;

const userOf = (fieldName: string): FieldDef =>
  lookup(fieldName, 'User ID', ['User'], fieldName.replace(/Id$/, ''), { onDelete: 'none' });
/** Selectable, but refused in a WHERE clause. */
const unfiltered = (fieldName: string, label: string): FieldDef => ({
  ...text(fieldName, label, 255),
  filterable: false,
});

/** Who signed in, with what, and what was changed in Setup. */
export const ACCESS_OBJECTS: readonly ObjectDef[] = [
  object(
    'LoginHistory',
    'Login History',
    'Login History',
    '0Ya',
    [
      userOf('UserId'),
      dateTime('LoginTime', 'Login Time'),
      text('LoginType', 'Login Type', 40),
      text('SourceIp', 'Source IP', 39),
      text('LoginUrl', 'Login URL', 255),
      text('Status', 'Status', 128),
      unfiltered('Application', 'Application'),
      unfiltered('ApiType', 'API Type'),
      unfiltered('ApiVersion', 'API Version'),
      unfiltered('ClientVersion', 'Client Version'),
      unfiltered('Browser', 'Browser'),
      unfiltered('Platform', 'Platform'),
    ],
    READ_ONLY,
  ),
  object(
    'AuthSession',
    'Auth Session',
    'Auth Sessions',
    '0Ak',
    [
      userOf('UsersId'),
      text('LoginHistoryId', 'Login History ID', 18),
      text('LoginType', 'Login Type', 40),
      text('SessionType', 'Session Type', 40),
      text('SourceIp', 'Source IP', 39),
      text('ParentId', 'Parent ID', 18),
      integer('NumSecondsValid', 'Seconds Valid', 9),
      flag('IsCurrent', 'Is Current'),
    ],
    { ...READ_ONLY, needs: 'manageUsers' },
  ),
  object(
    'OauthToken',
    'OAuth Token',
    'OAuth Tokens',
    '888',
    [
      userOf('UserId'),
      text('AppName', 'App Name', 765),
      integer('UseCount', 'Use Count', 9),
      dateTime('LastUsedDate', 'Last Used'),
    ],
    { ...READ_ONLY, withoutId: true, largestPage: 500, mostRows: 2500 },
  ),
  object(
    'ConnectedApplication',
    'Connected App',
    'Connected Apps',
    '0H4',
    [
      name('Name', 80),
      flag('OptionsAllowAdminApprovedUsersOnly', 'Admin Approved Users Only'),
      text('StartUrl', 'Start URL', 255),
      integer('RefreshTokenValidityPeriod', 'Refresh Token Validity', 9),
    ],
    READ_ONLY,
  ),
  object(
    'SetupAuditTrail',
    'Setup Audit Trail Entry',
    'Setup Audit Trail Entries',
    '0Ym',
    [
      text('Action', 'Action', 40),
      text('Section', 'Section', 255),
      text('Display', 'Display', 1000),
      text('DelegateUser', 'Delegate User', 255),
      text('CreatedByContext', 'Created By Context', 80),
    ],
    { ...READ_ONLY, countOnly: true },
  ),
  object(
    'CurrencyType',
    'Currency Type',
    'Currency Types',
    '01L',
    [
      text('IsoCode', 'Currency ISO Code', 3),
      decimal('ConversionRate', 'Conversion Rate', 'double', 18, 6),
      integer('DecimalPlaces', 'Decimal Places', 2),
      flag('IsActive', 'Active'),
      flag('IsCorporate', 'Corporate Currency'),
    ],
    { ...READ_ONLY, needs: 'multiCurrency' },
  ),
];
