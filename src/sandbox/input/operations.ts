import { contentInputs } from './operations-content.js';
import { twoFactorInputs } from './operations-two-factor.js';

/**
 * What each served route takes: `name:type`, with `/` before a path parameter that is no text, `?`
 * before a query parameter, and `!` after what is required. From Adobe's published schema.
 */
export const operationInputs: Readonly<Record<string, string>> = {
  'DELETE /V1/addresses/{addressId}': '/addressId:int',
  'DELETE /V1/carts/mine/items/{itemId}': '/itemId:int',
  'DELETE /V1/carts/{cartId}/items/{itemId}': '/cartId:int /itemId:int',
  'DELETE /V1/categories/{categoryId}': '/categoryId:int',
  'DELETE /V1/categories/{categoryId}/products/{sku}': '/categoryId:int',
  'DELETE /V1/customers/{customerId}': '/customerId:int',
  'DELETE /V1/guest-carts/{cartId}/items/{itemId}': '/itemId:int',
  'DELETE /V1/products/{sku}/media/{entryId}': '/entryId:int',
  'DELETE /V1/products/{sku}/websites/{websiteId}': '/websiteId:int',
  'GET /V1/bulk/{bulkUuid}/operation-status/{status}': '/status:int',
  'GET /V1/carts/{cartId}': '/cartId:int',
  'GET /V1/carts/{cartId}/billing-address': '/cartId:int',
  'GET /V1/carts/{cartId}/items': '/cartId:int',
  'GET /V1/carts/{cartId}/payment-methods': '/cartId:int',
  'GET /V1/carts/{cartId}/selected-payment-method': '/cartId:int',
  'GET /V1/carts/{cartId}/shipping-methods': '/cartId:int',
  'GET /V1/carts/{cartId}/totals': '/cartId:int',
  'GET /V1/categories': '?rootCategoryId:int ?depth:int',
  'GET /V1/categories/{categoryId}': '/categoryId:int ?storeId:int',
  'GET /V1/categories/{categoryId}/products': '/categoryId:int',
  'GET /V1/creditmemo/{id}': '/id:int',
  'GET /V1/customerGroups/default': '?storeId:int',
  'GET /V1/customerGroups/default/{storeId}': '/storeId:int',
  'GET /V1/customerGroups/{id}': '/id:int',
  'GET /V1/customers/addresses/{addressId}': '/addressId:int',
  'GET /V1/customers/{customerId}': '/customerId:int',
  'GET /V1/customers/{customerId}/billingAddress': '/customerId:int',
  'GET /V1/customers/{customerId}/shippingAddress': '/customerId:int',
  'GET /V1/inventory/get-product-salable-quantity/{sku}/{stockId}': '/stockId:int',
  'GET /V1/inventory/is-product-salable-for-requested-qty/{sku}/{stockId}/{requestedQty}':
    '/stockId:int /requestedQty:float',
  'GET /V1/inventory/is-product-salable/{sku}/{stockId}': '/stockId:int',
  'GET /V1/inventory/stocks/{stockId}': '/stockId:int',
  'GET /V1/invoices/{id}': '/id:int',
  'GET /V1/orders/{id}': '/id:int',
  'GET /V1/orders/{id}/comments': '/id:int',
  'GET /V1/orders/{id}/statuses': '/id:int',
  'GET /V1/products/attribute-sets/{attributeSetId}': '/attributeSetId:int',
  'GET /V1/products-render-info': '?storeId:int! ?currencyCode:string!',
  'GET /V1/products/{sku}': '?editMode:bool ?storeId:int ?forceReload:bool',
  'GET /V1/products/{sku}/media/{entryId}': '/entryId:int',
  'GET /V1/shipment/{id}': '/id:int',
  'GET /V1/stockItems/{productSku}': '?scopeId:int',
  'GET /V1/stockStatuses/{productSku}': '?scopeId:int',
  'GET /V1/store/storeConfigs': '?storeCodes:string[]',
  'POST /V1/carts/mine/billing-address': 'address:quote.address! useForShipping:bool',
  'POST /V1/carts/mine/estimate-shipping-methods': 'address:quote.address!',
  'POST /V1/carts/mine/items': 'cartItem:quote.cart-item!',
  'POST /V1/carts/mine/payment-information':
    'paymentMethod:quote.payment! billingAddress:quote.address',
  'POST /V1/carts/mine/set-payment-information':
    'paymentMethod:quote.payment! billingAddress:quote.address',
  'POST /V1/carts/mine/shipping-information': 'addressInformation:checkout.shipping-information!',
  'POST /V1/carts/{cartId}/billing-address':
    '/cartId:int address:quote.address! useForShipping:bool',
  'POST /V1/carts/{cartId}/estimate-shipping-methods': 'address:quote.address!',
  'POST /V1/carts/{cartId}/shipping-information':
    '/cartId:int addressInformation:checkout.shipping-information!',
  'POST /V1/carts/{quoteId}/items': 'cartItem:quote.cart-item!',
  'POST /V1/categories': 'category:catalog.category!',
  'POST /V1/categories/{categoryId}/products': 'productLink:catalog.category-product-link!',
  'POST /V1/customers': 'customer:customer.customer! password:string redirectUrl:string',
  'POST /V1/customers/isEmailAvailable': 'customerEmail:string! websiteId:int',
  'POST /V1/customers/{customerId}/carts': '/customerId:int',
  'POST /V1/guest-carts/{cartId}/billing-address': 'address:quote.address! useForShipping:bool',
  'POST /V1/guest-carts/{cartId}/estimate-shipping-methods': 'address:quote.address!',
  'POST /V1/guest-carts/{cartId}/items': 'cartItem:quote.cart-item!',
  'POST /V1/guest-carts/{cartId}/payment-information':
    'email:string! paymentMethod:quote.payment! billingAddress:quote.address',
  'POST /V1/guest-carts/{cartId}/set-payment-information':
    'email:string! paymentMethod:quote.payment! billingAddress:quote.address',
  'POST /V1/guest-carts/{cartId}/shipping-information':
    'addressInformation:checkout.shipping-information!',
  'POST /V1/integration/admin/token': 'username:string! password:string!',
  'POST /V1/integration/customer/token': 'username:string! password:string!',
  'POST /V1/inventory/bulk-partial-source-transfer':
    'originSourceCode:string! destinationSourceCode:string! ' +
    'items:inventory-catalog-api.partial-inventory-transfer-item[]!',
  'POST /V1/inventory/bulk-product-source-assign': 'skus:string[]! sourceCodes:string[]!',
  'POST /V1/inventory/bulk-product-source-transfer':
    'skus:string[]! originSource:string! destinationSource:string! unassignFromOrigin:bool!',
  'POST /V1/inventory/bulk-product-source-unassign': 'skus:string[]! sourceCodes:string[]!',
  'POST /V1/inventory/source-items': 'sourceItems:inventory-api.source-item[]!',
  'POST /V1/inventory/source-items-delete': 'sourceItems:inventory-api.source-item[]!',
  'POST /V1/order/{orderId}/invoice':
    '/orderId:int capture:bool items:sales.invoice-item-creation[] notify:bool ' +
    'appendComment:bool comment:sales.invoice-comment-creation ' +
    'arguments:sales.invoice-creation-arguments',
  'POST /V1/order/{orderId}/refund':
    '/orderId:int items:sales.creditmemo-item-creation[] notify:bool appendComment:bool ' +
    'comment:sales.creditmemo-comment-creation ' +
    'arguments:sales.creditmemo-creation-arguments',
  'POST /V1/order/{orderId}/ship':
    '/orderId:int items:sales.shipment-item-creation[] notify:bool appendComment:bool ' +
    'comment:sales.shipment-comment-creation tracks:sales.shipment-track-creation[] ' +
    'packages:sales.shipment-package-creation[] arguments:sales.shipment-creation-arguments',
  'POST /V1/orders/{id}/cancel': '/id:int',
  'POST /V1/orders/{id}/comments': '/id:int statusHistory:sales.order-status-history!',
  'POST /V1/orders/{id}/emails': '/id:int',
  'POST /V1/orders/{id}/hold': '/id:int',
  'POST /V1/orders/{id}/unhold': '/id:int',
  'POST /V1/products': 'product:catalog.product! saveOptions:bool',
  'POST /V1/products/attribute-sets': 'attributeSet:eav.attribute-set! skeletonId:int!',
  'POST /V1/products/attributes/{attributeCode}/options': 'option:eav.attribute-option!',
  'POST /V1/products/base-prices': 'prices:catalog.base-price[]!',
  'POST /V1/products/base-prices-information': 'skus:string[]!',
  'POST /V1/products/cost': 'prices:catalog.cost[]!',
  'POST /V1/products/cost-delete': 'skus:string[]!',
  'POST /V1/products/cost-information': 'skus:string[]!',
  'POST /V1/products/special-price': 'prices:catalog.special-price[]!',
  'POST /V1/products/special-price-delete': 'prices:catalog.special-price[]!',
  'POST /V1/products/special-price-information': 'skus:string[]!',
  'POST /V1/products/tier-prices': 'prices:catalog.tier-price[]!',
  'POST /V1/products/tier-prices-delete': 'prices:catalog.tier-price[]!',
  'POST /V1/products/tier-prices-information': 'skus:string[]!',
  'POST /V1/products/{sku}/media': 'entry:catalog.product-attribute-media-gallery-entry!',
  'POST /V1/products/{sku}/websites': 'productWebsiteLink:catalog.product-website-link!',
  'PUT /V1/carts/mine/items/{itemId}': 'cartItem:quote.cart-item!',
  'PUT /V1/carts/mine/order': 'paymentMethod:quote.payment',
  'PUT /V1/carts/mine/selected-payment-method': 'method:quote.payment!',
  'PUT /V1/carts/{cartId}/items/{itemId}': 'cartItem:quote.cart-item!',
  'PUT /V1/carts/{cartId}/order': '/cartId:int paymentMethod:quote.payment',
  'PUT /V1/carts/{cartId}/selected-payment-method': '/cartId:int method:quote.payment!',
  'PUT /V1/categories/{categoryId}/move': '/categoryId:int parentId:int! afterId:int',
  'PUT /V1/categories/{categoryId}/products': 'productLink:catalog.category-product-link!',
  'PUT /V1/categories/{id}': 'category:catalog.category!',
  'PUT /V1/customers/me': 'customer:customer.customer! passwordHash:string',
  'PUT /V1/customers/me/password': 'currentPassword:string! newPassword:string!',
  'PUT /V1/customers/validate': 'customer:customer.customer!',
  'PUT /V1/customers/{customerId}': 'customer:customer.customer! passwordHash:string',
  'PUT /V1/guest-carts/{cartId}/items/{itemId}': 'cartItem:quote.cart-item!',
  'PUT /V1/guest-carts/{cartId}/order': 'paymentMethod:quote.payment',
  'PUT /V1/guest-carts/{cartId}/selected-payment-method': 'method:quote.payment!',
  'PUT /V1/products/tier-prices': 'prices:catalog.tier-price[]!',
  'PUT /V1/products/{productSku}/stockItems/{itemId}': 'stockItem:catalog-inventory.stock-item!',
  'PUT /V1/products/{sku}': 'product:catalog.product! saveOptions:bool',
  'PUT /V1/products/{sku}/media/{entryId}': 'entry:catalog.product-attribute-media-gallery-entry!',
  'PUT /V1/products/{sku}/websites': 'productWebsiteLink:catalog.product-website-link!',
  ...contentInputs,
  ...twoFactorInputs,
};
