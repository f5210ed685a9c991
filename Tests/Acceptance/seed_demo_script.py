#!/usr/bin/env python3
"""
Auto-populate demo businesses for the multi-tenant SaaS platform
"""

import requests
import json
import time

PLATFORM_URL = "https://api.qastco.com"
DEMO_BUSINESSES = [
    {
        "name": "Mario's Pizza Palace",
        "type": "restaurant",
        "subdomain": "mario-pizza",
        "email": "demo@mario-pizza.com",
        "phone": "+1-555-PIZZA",
        "menu_items": [
            {"name": "Margherita Pizza", "price": 18.99, "category": "Pizza"},
            {"name": "Pepperoni Pizza", "price": 21.99, "category": "Pizza"},
            {"name": "Caesar Salad", "price": 12.99, "category": "Salads"},
            {"name": "Garlic Bread", "price": 8.99, "category": "Appetizers"},
            {"name": "Tiramisu", "price": 7.99, "category": "Desserts"}
        ]
    },
    {
        "name": "Dr. Sarah Smith Clinic",
        "type": "appointment",
        "subdomain": "dr-smith",
        "email": "demo@dr-smith-clinic.com",
        "phone": "+1-555-DOCTOR",
        "services": [
            {"name": "General Consultation", "duration": 30, "price": 150.00},
            {"name": "Annual Checkup", "duration": 45, "price": 200.00},
            {"name": "Blood Test", "duration": 15, "price": 50.00},
            {"name": "Vaccination", "duration": 15, "price": 75.00}
        ]
    },
    {
        "name": "TechSupport Pro",
        "type": "support",
        "subdomain": "techsupport",
        "email": "demo@techsupport-pro.com",
        "phone": "+1-555-HELP",
        "support_categories": [
            {"name": "Technical Issues", "priority": "High"},
            {"name": "Billing Questions", "priority": "Medium"},
            {"name": "Account Access", "priority": "High"},
            {"name": "General Inquiry", "priority": "Low"}
        ]
    }
]

def create_demo_business(business_data):
    """Create a demo business with full configuration"""
    print(f"Creating demo business: {business_data['name']}")

    # 1. Register business
    registration_response = requests.post(f"{PLATFORM_URL}/api/business/register", json={
        "business_name": business_data["name"],
        "business_type": business_data["type"],
        "subdomain": business_data["subdomain"],
        "email": business_data["email"],
        "phone": business_data["phone"],
        "plan": "Professional",  # Give demo businesses pro features
        "demo_account": True
    })

    if registration_response.status_code != 200:
        print(f"Failed to register {business_data['name']}: {registration_response.text}")
        return

    business_info = registration_response.json()
    business_id = business_info["business_id"]
    api_key = business_info["api_key"]

    print(f"✅ Business registered: {business_id}")
    print(f"🌐 Subdomain: https://{business_data['subdomain']}.qastco.com")

    # 2. Configure business-specific data
    if business_data["type"] == "restaurant":
        configure_restaurant_menu(business_id, api_key, business_data["menu_items"])
    elif business_data["type"] == "appointment":
        configure_appointment_services(business_id, api_key, business_data["services"])
    elif business_data["type"] == "support":
        configure_support_categories(business_id, api_key, business_data["support_categories"])

    # 3. Generate sample customers and transactions
    generate_sample_data(business_id, api_key, business_data["type"])

    print(f"✅ Demo business '{business_data['name']}' created successfully!\n")

def configure_restaurant_menu(business_id, api_key, menu_items):
    """Configure restaurant menu items"""
    for item in menu_items:
        response = requests.post(f"{PLATFORM_URL}/api/business/{business_id}/menu",
            headers={"Authorization": f"Bearer {api_key}"},
            json=item
        )
        if response.status_code == 200:
            print(f"  ✅ Added menu item: {item['name']}")

def configure_appointment_services(business_id, api_key, services):
    """Configure appointment services"""
    for service in services:
        response = requests.post(f"{PLATFORM_URL}/api/business/{business_id}/services",
            headers={"Authorization": f"Bearer {api_key}"},
            json=service
        )
        if response.status_code == 200:
            print(f"  ✅ Added service: {service['name']}")

def configure_support_categories(business_id, api_key, categories):
    """Configure support categories"""
    for category in categories:
        response = requests.post(f"{PLATFORM_URL}/api/business/{business_id}/support-categories",
            headers={"Authorization": f"Bearer {api_key}"},
            json=category
        )
        if response.status_code == 200:
            print(f"  ✅ Added support category: {category['name']}")

def generate_sample_data(business_id, api_key, business_type):
    """Generate sample customers and transactions"""
    sample_customers = [
        {"name": "John Doe", "phone": "+1-555-0101", "email": "john@example.com"},
        {"name": "Jane Smith", "phone": "+1-555-0102", "email": "jane@example.com"},
        {"name": "Bob Wilson", "phone": "+1-555-0103", "email": "bob@example.com"}
    ]

    for customer in sample_customers:
        # Create customer
        customer_response = requests.post(f"{PLATFORM_URL}/api/business/{business_id}/customers",
            headers={"Authorization": f"Bearer {api_key}"},
            json=customer
        )

        if customer_response.status_code == 200:
            print(f"  ✅ Added sample customer: {customer['name']}")

def main():
    """Create all demo businesses"""
    print("🚀 Creating demo businesses for Voice Agent SaaS Platform...\n")

    for business in DEMO_BUSINESSES:
        try:
            create_demo_business(business)
            time.sleep(2)  # Rate limiting
        except Exception as e:
            print(f"❌ Error creating {business['name']}: {str(e)}")

    print("🎉 Demo business creation completed!")
    print("\n📋 Demo Business Summary:")
    for business in DEMO_BUSINESSES:
        print(f"• {business['name']}: https://{business['subdomain']}.qastco.com")

if __name__ == "__main__":
    main()
