export { fileJournal } from './file/file-journal.js';
