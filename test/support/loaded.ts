// What a client loads with the first call that needs it. Loaded beforehand here: a clock that moves on its
// own does not wait for a module.
import 'ky';
import '../../src/http/answer-error.js';
import '../../src/http/failure-words.js';
import '../../src/http/list-query.js';
import '../../src/http/scrubbed-answer.js';
import '../../src/search/walk/pages.js';
