import { create } from 'zustand';
import type { AppInfo, Settings } from '../../shared/contract';
import type { AppError } from '../../shared/errors/app-error';
import { call, toAppError } from '../lib/api';

type SettingsState = { settings: Settings | null; info: AppInfo | null; error: AppError | null };

export const useSettingsStore = create<SettingsState>(() => ({ settings: null, info: null, error: null }));

export const useSettings = (): Settings | null => useSettingsStore((state) => state.settings);
export const useAppInfo = (): AppInfo | null => useSettingsStore((state) => state.info);
/** Rows stand closer in tables and grids. */
export const useIsCompact = (): boolean => useSettingsStore((state) => state.settings?.density === 'compact');

/** Fetches settings and what is known of this computer; called once when the window starts. */
export const fetchSettings = async (): Promise<void> => {
  try {
    const [settings, info] = await Promise.all([call('settings.get'), call('app.info')]);
    useSettingsStore.setState({ settings, info, error: null });
  } catch (thrown) {
    useSettingsStore.setState({ error: toAppError(thrown) });
  }
};

/** Changes some settings; the answer of the main process is what counts. */
export const changeSettings = async (change: Partial<Settings>): Promise<void> =>
  useSettingsStore.setState({ settings: await call('settings.set', change) });
