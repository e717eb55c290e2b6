// Draws the lists that stand hidden in text/xml scripts, and fetches the next group on request.
function drawJpage(box) {
  var store = box.querySelector('script[type="text/xml"]').textContent;
  var list = document.createElement('ul');
  list.className = 'list';
  var add = function (text) {
    (text.match(/<record><!\[CDATA\[[\s\S]*?\]\]><\/record>/g) || []).forEach(function (record) {
      list.insertAdjacentHTML('beforeend', record.slice(17, -12));
    });
  };
  add(store);
  box.appendChild(list);
  var total = Number(box.getAttribute('data-total'));
  if (list.children.length >= total) return;
  var more = document.createElement('p');
  more.innerHTML = '<button type="button">更多信息</button>';
  box.appendChild(more);
  more.onclick = function () {
    var next = store.match(/href="([^"]*)"/)[1].replace(/&amp;/g, '&');
    fetch(next).then(function (reply) { return reply.text(); }).then(function (text) { add(text); more.remove(); });
  };
}
document.querySelectorAll('.default_pgContainer').forEach(drawJpage);
