from setuptools import setup

setup(
    name="gdc-shim",
    version="0.1",
    packages=["gdc_shim"],
    package_data={"gdc_shim": ["*.json"]},
    entry_points={"ckan.plugins": ["gdc_shim=gdc_shim:GdcShim"]},
)
