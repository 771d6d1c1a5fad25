import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from '../../kernel-helpers/contract/html.js';

test('escapeHtml leaves no character that HTML reads as markup, in text or in a quoted attribute', () => {
  expect(escapeHtml(`<img src=x onerror="a('&')">`)).toBe('&lt;img src=x onerror=&quot;a(&#39;&amp;&#39;)&quot;&gt;');
  fc.assert(fc.property(fc.string(), text => !/[<>"']|&(?!(amp|lt|gt|quot|#39);)/.test(escapeHtml(text))));
});

test('escapeHtml leaves everything else as it is', () => expect(escapeHtml('µm, 23P → naïve')).toBe('µm, 23P → naïve'));
