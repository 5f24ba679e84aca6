import type { AppError } from '../../shared/errors/app-error';
import { t } from './text';

/**
 * The three sentences of an error. Where the error lacks a word its sentence asks for, that sentence is left
 * out: a notice with two sentences helps more than a window that broke while it wanted to show three.
 */
export const explainError = (error: AppError): { title: string; why: string; remedy: string } => {
  const sentence = (part: 'title' | 'why' | 'remedy'): string => {
    try {
      return t(`error.${error.code}.${part}`, error.params);
    } catch {
      return '';
    }
  };
  return { title: sentence('title'), why: sentence('why'), remedy: sentence('remedy') };
};
