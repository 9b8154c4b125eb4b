/** Members of the data types of carts and orders, `name:type`. */
export const salesDefinitions: Readonly<Record<string, string>> = {
  'quote.address':
    'id:int region:string region_id:int region_code:string country_id:string ' +
    'street:string[] company:string telephone:string fax:string postcode:string city:string ' +
    'firstname:string lastname:string middlename:string prefix:string suffix:string ' +
    'vat_id:string customer_id:int email:string same_as_billing:int customer_address_id:int ' +
    'save_in_address_book:int extension_attributes:quote.address-extension ' +
    'custom_attributes:mixed[]',
  'quote.address-extension': 'discounts:mixed[] gift_registry_id:int pickup_location_code:string',
  'quote.cart-item':
    'item_id:int sku:string qty:float name:string price:float product_type:string ' +
    'quote_id:string product_option:quote.product-option ' +
    'extension_attributes:quote.cart-item-extension',
  'quote.cart-item-extension':
    'discounts:mixed[] negotiable_quote_item:negotiable-quote.negotiable-quote-item',
  'quote.payment':
    'po_number:string method:string additional_data:string[] ' +
    'extension_attributes:quote.payment-extension',
  'quote.payment-extension': 'agreement_ids:string[]',
  'quote.product-option': 'extension_attributes:quote.product-option-extension',
  'quote.product-option-extension':
    'custom_options:catalog.custom-option[] bundle_options:mixed[] ' +
    'downloadable_option:mixed giftcard_item_option:mixed configurable_item_options:mixed[] ' +
    'grouped_options:mixed[]',
  'sales.creditmemo-comment-creation':
    'extension_attributes:sales.creditmemo-comment-creation-extension comment:string ' +
    'is_visible_on_front:int',
  'sales.creditmemo-comment-creation-extension': '',
  'sales.creditmemo-creation-arguments':
    'shipping_amount:float adjustment_positive:float adjustment_negative:float ' +
    'extension_attributes:sales.creditmemo-creation-arguments-extension',
  'sales.creditmemo-creation-arguments-extension': 'return_to_stock_items:int[]',
  'sales.creditmemo-item-creation':
    'extension_attributes:sales.creditmemo-item-creation-extension order_item_id:int ' +
    'qty:float',
  'sales.creditmemo-item-creation-extension': '',
  'sales.invoice-comment-creation':
    'extension_attributes:sales.invoice-comment-creation-extension comment:string ' +
    'is_visible_on_front:int',
  'sales.invoice-comment-creation-extension': '',
  'sales.invoice-creation-arguments':
    'extension_attributes:sales.invoice-creation-arguments-extension',
  'sales.invoice-creation-arguments-extension': '',
  'sales.invoice-item-creation':
    'extension_attributes:sales.invoice-item-creation-extension order_item_id:int qty:float',
  'sales.invoice-item-creation-extension': '',
  'sales.order-status-history':
    'comment:string created_at:string entity_id:int entity_name:string ' +
    'is_customer_notified:int is_visible_on_front:int parent_id:int status:string ' +
    'extension_attributes:sales.order-status-history-extension',
  'sales.order-status-history-extension': '',
  'sales.shipment-comment-creation':
    'extension_attributes:sales.shipment-comment-creation-extension comment:string ' +
    'is_visible_on_front:int',
  'sales.shipment-comment-creation-extension': '',
  'sales.shipment-creation-arguments':
    'extension_attributes:sales.shipment-creation-arguments-extension',
  'sales.shipment-creation-arguments-extension': 'source_code:string',
  'sales.shipment-item-creation':
    'extension_attributes:sales.shipment-item-creation-extension order_item_id:int qty:float',
  'sales.shipment-item-creation-extension': '',
  'sales.shipment-package-creation':
    'extension_attributes:sales.shipment-package-creation-extension',
  'sales.shipment-package-creation-extension': '',
  'sales.shipment-track-creation':
    'extension_attributes:sales.shipment-track-creation-extension track_number:string ' +
    'title:string carrier_code:string',
  'sales.shipment-track-creation-extension': '',
};
