#include "feeds/dublin_core.h"

#include "feeds/xml_out.h"
#include "registry/division.h"
#include "registry/services.h"

namespace lawhub {

void write_dublin_core(pugi::xml_node parent, const Publisher& publisher, const std::string& id, const Record& record) {
  pugi::xml_node dc = parent.append_child("oai_dc:dc");
  put(dc, "xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
  put(dc, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  put(dc, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  put(dc, "xsi:schemaLocation",
      "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
  add(dc, "dc:title", record.name);
  add_each(dc, "dc:title", record.alternate_names);
  for (const ServiceOffer& service : record.services) {
    const Term* term = find_term(service.code);
    add(dc, "dc:subject", !service.name.empty() ? service.name : term != nullptr ? term->label : service.code);
  }
  add(dc, "dc:description", record.description);
  add(dc, "dc:publisher", publisher.name);
  add(dc, "dc:type", label_of(record.type));
  add(dc, "dc:identifier", publisher.url + "/institutions/" + id);
  for (const Identifier& identifier : record.identifiers) {
    add(dc, "dc:identifier", identifier.scheme + ":" + identifier.value);
  }
  add(dc, "dc:language", "zh");
  add(dc, "dc:relation", record.website);
  add(dc, "dc:coverage", Divisions::get().full_name(record.division));
  add(dc, "dc:coverage", record.address.text);
}

}  // namespace lawhub
