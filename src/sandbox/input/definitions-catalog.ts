/** Members of the data types of catalogue, inventory and customers, `name:type`. */
export const catalogDefinitions: Readonly<Record<string, string>> = {
  'catalog-inventory.stock-item':
    'item_id:int product_id:int stock_id:int qty:float is_in_stock:bool is_qty_decimal:bool ' +
    'show_default_notification_message:bool use_config_min_qty:bool min_qty:float ' +
    'use_config_min_sale_qty:int min_sale_qty:float use_config_max_sale_qty:bool ' +
    'max_sale_qty:float use_config_backorders:bool backorders:int ' +
    'use_config_notify_stock_qty:bool notify_stock_qty:float use_config_qty_increments:bool ' +
    'qty_increments:float use_config_enable_qty_inc:bool enable_qty_increments:bool ' +
    'use_config_manage_stock:bool manage_stock:bool low_stock_date:string ' +
    'is_decimal_divided:bool stock_status_changed_auto:int ' +
    'extension_attributes:catalog-inventory.stock-item-extension',
  'catalog-inventory.stock-item-extension': '',
  'catalog.base-price':
    'price:float store_id:int sku:string extension_attributes:catalog.base-price-extension',
  'catalog.base-price-extension': '',
  'catalog.cost': 'cost:float store_id:int sku:string extension_attributes:catalog.cost-extension',
  'catalog.cost-extension': '',
  'catalog.special-price':
    'price:float store_id:int sku:string price_from:string price_to:string ' +
    'extension_attributes:catalog.special-price-extension',
  'catalog.special-price-extension': '',
  'catalog.tier-price':
    'price:float price_type:string website_id:int sku:string customer_group:string ' +
    'quantity:float extension_attributes:catalog.tier-price-extension',
  'catalog.tier-price-extension': '',
  'catalog.category':
    'id:int parent_id:int name:string is_active:bool position:int level:int children:string ' +
    'created_at:string updated_at:string path:string available_sort_by:string[] ' +
    'include_in_menu:bool extension_attributes:catalog.category-extension ' +
    'custom_attributes:mixed[]',
  'catalog.category-extension': '',
  'catalog.category-link':
    'position:int category_id:string extension_attributes:catalog.category-link-extension',
  'catalog.category-link-extension': '',
  'catalog.category-product-link':
    'sku:string position:int category_id:string ' +
    'extension_attributes:catalog.category-product-link-extension',
  'catalog.category-product-link-extension': '',
  'catalog.custom-option':
    'option_id:string option_value:string ' +
    'extension_attributes:catalog.custom-option-extension',
  'catalog.custom-option-extension': 'file_info:framework.image-content',
  'catalog.product':
    'id:int sku:string name:string attribute_set_id:int price:float status:int ' +
    'visibility:int type_id:string created_at:string updated_at:string weight:float ' +
    'extension_attributes:catalog.product-extension product_links:catalog.product-link[] ' +
    'options:catalog.product-custom-option[] ' +
    'media_gallery_entries:catalog.product-attribute-media-gallery-entry[] ' +
    'tier_prices:catalog.product-tier-price[] custom_attributes:mixed[]',
  'catalog.product-attribute-media-gallery-entry':
    'id:int media_type:string label:string position:int disabled:bool types:string[] ' +
    'file:string content:framework.image-content ' +
    'extension_attributes:catalog.product-attribute-media-gallery-entry-extension',
  'catalog.product-attribute-media-gallery-entry-extension':
    'video_content:framework.video-content',
  'catalog.product-custom-option':
    'product_sku:string option_id:int title:string type:string sort_order:int ' +
    'is_require:bool price:float price_type:string sku:string file_extension:string ' +
    'max_characters:int image_size_x:int image_size_y:int ' +
    'values:catalog.product-custom-option-values[] ' +
    'extension_attributes:catalog.product-custom-option-extension',
  'catalog.product-custom-option-extension': '',
  'catalog.product-custom-option-values':
    'title:string sort_order:int price:float price_type:string sku:string option_type_id:int',
  'catalog.product-extension':
    'website_ids:int[] category_links:catalog.category-link[] ' +
    'stock_item:catalog-inventory.stock-item discounts:mixed[] ' +
    'bundle_product_options:mixed[] downloadable_product_links:mixed[] ' +
    'downloadable_product_samples:mixed[] giftcard_amounts:mixed[] ' +
    'configurable_product_options:mixed[] configurable_product_links:int[]',
  'catalog.product-link':
    'sku:string link_type:string linked_product_sku:string linked_product_type:string ' +
    'position:int extension_attributes:catalog.product-link-extension',
  'catalog.product-link-extension': 'qty:float',
  'catalog.product-tier-price':
    'customer_group_id:int qty:float value:float ' +
    'extension_attributes:catalog.product-tier-price-extension',
  'catalog.product-tier-price-extension': 'percentage_value:float website_id:int',
  'catalog.product-website-link': 'sku:string website_id:int',
  'checkout.shipping-information':
    'shipping_address:quote.address billing_address:quote.address ' +
    'shipping_method_code:string shipping_carrier_code:string ' +
    'extension_attributes:checkout.shipping-information-extension custom_attributes:mixed[]',
  'checkout.shipping-information-extension': '',
  'customer.address':
    'id:int customer_id:int region:customer.region region_id:int country_id:string ' +
    'street:string[] company:string telephone:string fax:string postcode:string city:string ' +
    'firstname:string lastname:string middlename:string prefix:string suffix:string ' +
    'vat_id:string default_shipping:bool default_billing:bool ' +
    'extension_attributes:customer.address-extension custom_attributes:mixed[]',
  'customer.address-extension': '',
  'customer.customer':
    'id:int group_id:int default_billing:string default_shipping:string confirmation:string ' +
    'created_at:string updated_at:string created_in:string dob:string email:string ' +
    'firstname:string lastname:string middlename:string prefix:string suffix:string ' +
    'gender:int store_id:int taxvat:string website_id:int addresses:customer.address[] ' +
    'disable_auto_group_change:int extension_attributes:customer.customer-extension ' +
    'custom_attributes:mixed[]',
  'customer.customer-extension':
    'company_attributes:mixed all_company_attributes:mixed[] is_subscribed:bool ' +
    'assistance_allowed:int',
  'customer.region':
    'region_code:string region:string region_id:int ' +
    'extension_attributes:customer.region-extension',
  'customer.region-extension': '',
  'eav.attribute-option':
    'label:string value:string sort_order:int is_default:bool ' +
    'store_labels:eav.attribute-option-label[]',
  'eav.attribute-option-label': 'store_id:int label:string',
  'eav.attribute-set':
    'attribute_set_id:int attribute_set_name:string sort_order:int entity_type_id:int ' +
    'extension_attributes:eav.attribute-set-extension',
  'eav.attribute-set-extension': '',
  'framework.image-content': 'base64_encoded_data:string type:string name:string',
  'framework.video-content':
    'media_type:string video_provider:string video_url:string video_title:string ' +
    'video_description:string video_metadata:string',
  'inventory-api.source-item':
    'sku:string source_code:string quantity:float status:int ' +
    'extension_attributes:inventory-api.source-item-extension',
  'inventory-api.source-item-extension': '',
  'inventory-catalog-api.partial-inventory-transfer-item': 'sku:string qty:float',
  'negotiable-quote.item-note':
    'note_id:int negotiable_quote_item_id:int creator_type:int creator_id:int note:string ' +
    'created_at:string extension_attributes:negotiable-quote.item-note-extension',
  'negotiable-quote.item-note-extension': '',
  'negotiable-quote.negotiable-quote-item':
    'item_id:int original_price:float original_tax_amount:float ' +
    'original_discount_amount:float ' +
    'extension_attributes:negotiable-quote.negotiable-quote-item-extension',
  'negotiable-quote.negotiable-quote-item-extension':
    'negotiated_price_type:int negotiated_price_value:float ' +
    'last_item_notes:negotiable-quote.item-note[] is_discounting_locked:bool min_qty:float ' +
    'max_qty:float',
};
