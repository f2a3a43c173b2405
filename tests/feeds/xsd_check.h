// institutions.xsd as libxml2 understands it: the judge of our own reading of it.
#pragma once
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "feeds/embedded.h"

namespace lawhub {

/// What institutions.xsd says against a document; empty when it is valid.
inline std::string schema_faults(std::string_view xml) {
  const std::string_view xsd = feeds_file("institutions.xsd");
  const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(
      xmlSchemaNewMemParserCtxt(xsd.data(), static_cast<int>(xsd.size())), &xmlSchemaFreeParserCtxt);
  const std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema(xmlSchemaParse(parser.get()), &xmlSchemaFree);
  if (!schema) throw std::runtime_error("institutions.xsd is no schema");
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "feed.xml", nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
      &xmlFreeDoc);
  if (!document) return "not well-formed";
  const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validator(
      xmlSchemaNewValidCtxt(schema.get()), &xmlSchemaFreeValidCtxt);
  std::string faults;
  xmlSchemaSetValidStructuredErrors(
      validator.get(),
      [](void* out, xmlErrorPtr error) {
        *static_cast<std::string*>(out) += std::to_string(error->line) + ": " + error->message;
      },
      &faults);
  const int result = xmlSchemaValidateDoc(validator.get(), document.get());
  return result == 0 ? faults : faults + "invalid";
}

}  // namespace lawhub
