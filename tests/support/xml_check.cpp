#include "tests/support/xml_check.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <stdexcept>

namespace lawhub {
namespace {

void note(void* faults, xmlErrorPtr error) {
  *static_cast<std::string*>(faults) += std::to_string(error->line) + ": " + error->message;
}

std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> parse(std::string_view xml) {
  return {xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "document.xml", nullptr,
                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
          &xmlFreeDoc};
}

}  // namespace

std::string schema_faults(std::string_view xml, const std::string& xsd_file) {
  const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(
      xmlSchemaNewParserCtxt(xsd_file.c_str()), &xmlSchemaFreeParserCtxt);
  const std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema(xmlSchemaParse(parser.get()), &xmlSchemaFree);
  if (!schema) throw std::runtime_error(xsd_file + " is no schema");
  const auto document = parse(xml);
  if (!document) return "not well-formed";
  const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validator(
      xmlSchemaNewValidCtxt(schema.get()), &xmlSchemaFreeValidCtxt);
  std::string faults;
  xmlSchemaSetValidStructuredErrors(validator.get(), note, &faults);
  return xmlSchemaValidateDoc(validator.get(), document.get()) == 0 ? faults : faults + "invalid";
}

std::string relaxng_faults(std::string_view xml, const std::string& rng_file) {
  const std::unique_ptr<xmlRelaxNGParserCtxt, decltype(&xmlRelaxNGFreeParserCtxt)> parser(
      xmlRelaxNGNewParserCtxt(rng_file.c_str()), &xmlRelaxNGFreeParserCtxt);
  const std::unique_ptr<xmlRelaxNG, decltype(&xmlRelaxNGFree)> schema(xmlRelaxNGParse(parser.get()), &xmlRelaxNGFree);
  if (!schema) throw std::runtime_error(rng_file + " is no schema");
  const auto document = parse(xml);
  if (!document) return "not well-formed";
  const std::unique_ptr<xmlRelaxNGValidCtxt, decltype(&xmlRelaxNGFreeValidCtxt)> validator(
      xmlRelaxNGNewValidCtxt(schema.get()), &xmlRelaxNGFreeValidCtxt);
  std::string faults;
  xmlRelaxNGSetValidStructuredErrors(validator.get(), note, &faults);
  return xmlRelaxNGValidateDoc(validator.get(), document.get()) == 0 ? faults : faults + "invalid";
}

}  // namespace lawhub
