"""Objects of a test organisation with fields of their own, and what all objects have."""

_STAMPS = "CreatedDate:datetime LastModifiedDate:datetime SystemModstamp:datetime"
_HISTORY = "IsDeleted:boolean CreatedById:reference CreatedDate:datetime"
# Words `name:type`; a name alone is a string.
_FIELDS = {
    "Opportunity": "IsDeleted:boolean AccountId:reference OwnerId:reference Name "
    "StageName:picklist Amount:currency Probability:percent CloseDate:date IsClosed:boolean "
    "IsWon:boolean ForecastCategoryName:picklist CurrencyIsoCode:picklist Territory2Id:reference "
    "Description:textarea Net_ARR__c:currency Term_Months__c:double Signed_At__c:time",
    "OpportunityLineItem": "IsDeleted:boolean OpportunityId:reference Product2Id:reference "
    "Quantity:double UnitPrice:currency TotalPrice:currency ServiceDate:date",
    "OpportunitySplit": "IsDeleted:boolean OpportunityId:reference SplitOwnerId:reference "
    "SplitTypeId:reference SplitPercentage:percent SplitAmount:currency",
    "OpportunityHistory": "IsDeleted:boolean OpportunityId:reference StageName:picklist "
    "Amount:currency Probability:percent CloseDate:date",
    "Account": "IsDeleted:boolean Name ParentId:reference Industry:picklist "
    "BillingCountry BillingLatitude:double BillingAddress:address AnnualRevenue:currency",
    "Contact": "IsDeleted:boolean AccountId:reference LastName Email:email MailingAddress:address",
    "User": "Username Name Email:email IsActive:boolean UserRoleId:reference ManagerId:reference",
    "UserRole": "Name ParentRoleId:reference DeveloperName",
    "Product2": "IsDeleted:boolean Name ProductCode Family:picklist IsActive:boolean",
    "ForecastingQuota": "QuotaOwnerId:reference QuotaAmount:currency QuotaQuantity:double "
    "StartDate:date IsAmount:boolean CurrencyIsoCode:picklist",
    "Territory2": "Name DeveloperName ParentTerritory2Id:reference",
    "Task": "IsDeleted:boolean IsArchived:boolean WhatId:reference OwnerId:reference Subject "
    "ActivityDate:date Status:picklist CompletedDateTime:datetime",
    "Event": "IsDeleted:boolean IsArchived:boolean WhatId:reference OwnerId:reference Subject "
    "StartDateTime:datetime DurationInMinutes:int",
    "CurrencyType": "IsoCode:picklist ConversionRate:double DecimalPlaces:int IsActive:boolean",
    "DatedConversionRate": "IsoCode:picklist StartDate:date NextStartDate:date "
    "ConversionRate:double",
    "Invoice__c": "IsDeleted:boolean Name Deal__c:reference Total__c:currency Where__c:location "
    "Scan__c:base64",
}


def fields_of(words: str) -> dict[str, str]:
    """Return the type of each field by its name."""
    pairs = (word.partition(":")[::2] for word in words.split())
    return {name: type_ or "string" for name, type_ in pairs}


OBJECTS = {name: fields_of(f"Id:id {words} {_STAMPS}") for name, words in _FIELDS.items()}
OBJECTS["OpportunityFieldHistory"] = fields_of(
    f"Id:id OpportunityId:reference Field:picklist DataType:picklist OldValue:anyType "
    f"NewValue:anyType {_HISTORY}"
)
