// Page links of a TRS list: page 1 is index.html, page 2 index_1.html.
function createPageHTML(count, current, name, extension) {
  for (var page = 0; page < count; page++) {
    var file = page ? name + '_' + page + '.' + extension : name + '.' + extension;
    document.write(page === current ? '<b>' + (page + 1) + '</b> ' : '<a href="./' + file + '">' + (page + 1) + '</a> ');
  }
}
