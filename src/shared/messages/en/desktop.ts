/** Sentences of the system's own dialogs. */
export const desktop = {
  'desktop.choose.title': 'Choose a spreadsheet',
  'desktop.choose.spreadsheets': 'Spreadsheets (Excel, OpenDocument, CSV, TSV)',
  'desktop.choose.all': 'All files',
  'desktop.save.title': 'Save the export',
  'desktop.save.csv': 'Text spreadsheet (CSV)',
  'desktop.save.xlsx': 'Excel workbook',
  'desktop.describes.title': 'Choose a file of object descriptions',
  'desktop.describes.json': 'Describe results (JSON)',
} as const;
